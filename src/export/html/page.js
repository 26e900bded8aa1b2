// The data of the page in, a picture that answers the mouse out.
const element = id => document.getElementById(id);
const canvas = element("picture"), pen = canvas.getContext("2d");
const nodes = data.nodes, links = data.links;
for (const link of links) { link.head = nodes[link.head]; link.tail = nodes[link.tail]; }
const fills = new Map(data.kinds.map(kind => [kind.id, kind.fill]));
const words = new Map(data.kinds.map(kind => [kind.id, kind.label]));
const hidden = { kinds: new Set(), relations: new Set() };
const view = { x: 0, y: 0, zoom: 1 };
let chosen = null, step = layout(nodes, links);

const seen = node => !hidden.kinds.has(node.kind);
const shown = link => seen(link.head) && seen(link.tail) && !hidden.relations.has(link.relation);
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name);
const radius = node => 5 + 2.2 * Math.log2(1 + node.mentions);
const toScreen = p => [(p.x + view.x) * view.zoom + canvas.clientWidth / 2, (p.y + view.y) * view.zoom + canvas.clientHeight / 2];
const toGraph = (x, y) => ({ x: (x - canvas.clientWidth / 2) / view.zoom - view.x, y: (y - canvas.clientHeight / 2) / view.zoom - view.y });

// What is chosen, its links and their ends stay bright.
const near = link => !chosen || link === chosen || link.head === chosen || link.tail === chosen;
let lit = new Set();
const bright = node => !chosen || lit.has(node);

function fit() {
  const there = nodes.filter(seen);
  if (!there.length) return;
  const xs = there.map(n => n.x), ys = there.map(n => n.y);
  const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
  const width = Math.max(canvas.clientWidth - 380, 200), height = Math.max(canvas.clientHeight - 60, 200);
  view.zoom = Math.min(2, width / (right - left + 80), height / (bottom - top + 80));
  view.x = -(left + right) / 2 - 170 / view.zoom;
  view.y = -(top + bottom) / 2;
}

const dashes = { planned: [7, 4], negated: [7, 4], co_occurs: [1.5, 4] };

function drawLink(link, lines) {
  const [x1, y1] = toScreen(link.head), [x2, y2] = toScreen(link.tail);
  const known = link.basis === "known" || link.basis === "co_occurs";
  pen.strokeStyle = link === chosen ? "#e08a00" : link.basis === "negated" ? "#c03030" : lines;
  pen.globalAlpha = !near(link) ? 0.12 : known && link !== chosen ? 0.45 : 0.85;
  pen.lineWidth = (link === chosen ? 2 : 0) + (known ? 0.8 : 1 + Math.log(Math.max(1, link.weight)));
  pen.setLineDash(dashes[link.basis] || []);
  pen.beginPath(); pen.moveTo(x1, y1); pen.lineTo(x2, y2); pen.stroke();
  pen.setLineDash([]);
  if (link.basis !== "co_occurs" && !link.both) {
    const angle = Math.atan2(y2 - y1, x2 - x1), back = radius(link.tail) * Math.max(view.zoom, 0.5) + 2;
    const x = x2 - Math.cos(angle) * back, y = y2 - Math.sin(angle) * back;
    pen.fillStyle = pen.strokeStyle; pen.beginPath(); pen.moveTo(x, y);
    pen.lineTo(x - 8 * Math.cos(angle - 0.4), y - 8 * Math.sin(angle - 0.4));
    pen.lineTo(x - 8 * Math.cos(angle + 0.4), y - 8 * Math.sin(angle + 0.4));
    pen.fill();
  }
  if (link.basis !== "co_occurs" && near(link) && (view.zoom > 1.4 || chosen)) {
    pen.globalAlpha = 1; pen.font = "11px sans-serif"; pen.fillStyle = colour("--soft");
    pen.fillText(link.label, (x1 + x2) / 2, (y1 + y2) / 2 - 3);
  }
}

function drawNode(node, front) {
  const [x, y] = toScreen(node), size = radius(node) * Math.max(view.zoom, 0.5);
  pen.globalAlpha = bright(node) ? 1 : 0.2; pen.fillStyle = fills.get(node.kind) || "#ddd";
  pen.strokeStyle = node === chosen ? "#e08a00" : front; pen.lineWidth = node === chosen ? 3 : 0.8;
  pen.beginPath(); pen.arc(x, y, size, 0, 7); pen.fill(); pen.stroke();
}

// Names that fit, the best-known first; what is chosen and what it is linked to before all others.
function drawNames(front, back) {
  const taken = [], first = node => (node === chosen ? 2e6 : chosen && bright(node) ? 1e6 : 0) + node.mentions;
  pen.font = "12px 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
  pen.lineWidth = 3; pen.globalAlpha = 1; pen.strokeStyle = back; pen.fillStyle = front;
  for (const node of nodes.filter(n => seen(n) && bright(n)).sort((a, b) => first(b) - first(a))) {
    const [x, y] = toScreen(node), half = pen.measureText(node.name).width / 2;
    if (x < -half || y < -20 || x > canvas.clientWidth + half || y > canvas.clientHeight + 20) continue;
    const top = y + radius(node) * Math.max(view.zoom, 0.5) + 2;
    const box = [x - half, top, x + half, top + 14];
    if (node !== chosen && taken.some(t => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
    taken.push(box);
    pen.strokeText(node.name, x, top + 11); pen.fillText(node.name, x, top + 11);
  }
}

function draw() {
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio; canvas.height = canvas.clientHeight * ratio;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.textAlign = "center";
  const front = colour("--front"), back = colour("--back"), lines = colour("--line");
  for (const link of links) if (shown(link)) drawLink(link, lines);
  for (const node of nodes) if (seen(node)) drawNode(node, front);
  drawNames(front, back);
  const left = data.leftOut ? `, +${data.leftOut} more links not in this page` : "";
  element("counts").textContent = `${nodes.filter(seen).length} / ${nodes.length} entities, ${links.filter(shown).length} / ${links.length} links${left}`;
}

function make(tag, text, parent, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  if (parent) parent.append(made);
  return made;
}

function quote(sentence, parent) {
  const block = make("blockquote", "", parent);
  for (const [mark, text] of sentence.text) make(["span", "b", "mark"][mark], text, block, mark === 1 ? "name" : "");
  const from = [sentence.document, sentence.date, sentence.rule, sentence.reprints ? `+${sentence.reprints} reprints` : ""];
  make("div", from.filter(Boolean).join(" · "), block, "soft");
}

function arrow(link) { return `${link.head.name} ${link.both ? "↔" : "→"} ${link.label || link.relation} ${link.both ? "↔" : "→"} ${link.tail.name}`; }

function showNode(node) {
  const card = element("card"); card.replaceChildren(); card.hidden = false;
  make("h2", node.name, card);
  make("div", `${words.get(node.kind) || node.kind}, ${node.mentions} mentions, ${node.documents} documents`, card, "soft");
  if (node.aliases.length) make("div", node.aliases.join("、"), card, "soft");
  for (const figure of node.figures) {
    make("h3", [figure.period, figure.measure, figure.value].filter(Boolean).join(" "), card);
    quote(figure, card);
  }
  const list = make("ul", "", card);
  for (const link of links) {
    if (!shown(link) || (link.head !== node && link.tail !== node)) continue;
    const item = make("li", arrow(link), list, "link");
    make("div", link.support, item, "soft");
    item.onclick = () => choose(link);
  }
}

function showLink(link) {
  const card = element("card"); card.replaceChildren(); card.hidden = false;
  make("h2", arrow(link), card);
  make("div", link.support, card, "soft");
  for (const sentence of link.sentences) quote(sentence, card);
  if (link.more) make("div", `+${link.more} more sentences`, card, "soft");
  for (const end of [link.head, link.tail]) {
    make("li", end.name, make("ul", "", card), "link").onclick = () => choose(end);
  }
}

function choose(thing) {
  chosen = thing;
  lit = new Set(thing && thing.head ? [thing.head, thing.tail] : [thing]);
  for (const link of links) if (thing && near(link) && shown(link)) { lit.add(link.head); lit.add(link.tail); }
  if (!thing) element("card").hidden = true;
  else if (thing.head) showLink(thing);
  else showNode(thing);
  draw();
}

function goTo(node) { view.x = -node.x - 170 / view.zoom; view.y = -node.y; choose(node); }

function at(x, y) {
  let best = null, least = Infinity;
  for (const node of nodes) {
    if (!seen(node)) continue;
    const [nx, ny] = toScreen(node), d = Math.hypot(nx - x, ny - y);
    if (d < Math.max(8, radius(node) * Math.max(view.zoom, 0.5) + 3) && d < least) { best = node; least = d; }
  }
  if (best) return best;
  least = 6;
  for (const link of links) {
    if (!shown(link)) continue;
    const [x1, y1] = toScreen(link.head), [x2, y2] = toScreen(link.tail);
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
    const t = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    const d = Math.hypot(x1 + t * (x2 - x1) - x, y1 + t * (y2 - y1) - y);
    if (d < least) { best = link; least = d; }
  }
  return best;
}

function filters(id, items, set) {
  for (const item of items) {
    const label = make("label", "", element(id));
    const box = make("input", "", label);
    box.type = "checkbox"; box.checked = true; box.value = item.id;
    box.onchange = () => { box.checked ? set.delete(item.id) : set.add(item.id); draw(); };
    if (item.fill) make("span", "", label, "dot").style.background = item.fill;
    label.append(item.label);
  }
}

element("search").oninput = event => {
  const wanted = event.target.value.trim().toLowerCase(), list = element("found");
  list.replaceChildren();
  if (!wanted) return;
  const fits = name => name.toLowerCase().includes(wanted);
  const found = nodes.filter(n => fits(n.name) || n.aliases.some(fits)).sort((a, b) => b.mentions - a.mentions);
  for (const node of found.slice(0, 12)) {
    const item = make("li", node.name, list);
    make("span", ` ${words.get(node.kind) || node.kind}`, item, "soft");
    item.onclick = () => { view.zoom = Math.max(view.zoom, 1); goTo(node); };
  }
  if (found.length > 12) make("li", `+${found.length - 12} more`, list, "soft");
};
element("search").onkeydown = event => { if (event.key === "Enter") element("found").querySelector("li")?.click(); };

let drag = null;
canvas.onpointerdown = event => {
  const hit = at(event.offsetX, event.offsetY);
  drag = { x: event.offsetX, y: event.offsetY, node: hit && !hit.head ? hit : null, hit, moved: false };
  if (drag.node) drag.node.held = true;
  canvas.setPointerCapture(event.pointerId);
};
canvas.onpointermove = event => {
  if (!drag) { canvas.style.cursor = at(event.offsetX, event.offsetY) ? "pointer" : "grab"; return; }
  const dx = (event.offsetX - drag.x) / view.zoom, dy = (event.offsetY - drag.y) / view.zoom;
  if (Math.abs(dx) + Math.abs(dy) > 2 / view.zoom) drag.moved = true;
  if (drag.node) { drag.node.x += dx; drag.node.y += dy; } else { view.x += dx; view.y += dy; }
  drag.x = event.offsetX; drag.y = event.offsetY;
  draw();
};
canvas.onpointerup = () => {
  if (!drag) return;
  if (drag.node) drag.node.held = false;
  if (!drag.moved) choose(drag.hit);
  drag = null;
};
canvas.onwheel = event => {
  event.preventDefault();
  const before = toGraph(event.offsetX, event.offsetY);
  view.zoom = Math.max(0.02, Math.min(8, view.zoom * Math.exp(-event.deltaY * 0.0015)));
  const after = toGraph(event.offsetX, event.offsetY);
  view.x += after.x - before.x; view.y += after.y - before.y;
  draw();
};
onkeydown = event => { if (event.key === "Escape") choose(null); };
onresize = draw;
matchMedia("(prefers-color-scheme: dark)").onchange = draw;

filters("kinds", data.kinds, hidden.kinds);
filters("relations", data.relations, hidden.relations);
const patience = performance.now() + 1500;
while (performance.now() < patience && step()) {}
fit();
draw();
