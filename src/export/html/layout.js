// Nodes and links in, places that settle out: links pull, near nodes push, all drift to the middle.
function layout(nodes, links) {
  const random = (seed => () => (seed = (seed * 16807) % 2147483647) / 2147483647)(7);
  const spread = 40 * Math.sqrt(nodes.length + 1);
  for (const node of nodes) {
    node.x = (random() - 0.5) * spread;
    node.y = (random() - 0.5) * spread;
    node.vx = node.vy = 0;
    node.degree = 0;
  }
  for (const link of links) { link.head.degree++; link.tail.degree++; }
  const reach = 220;
  let heat = 1;
  return function step() {
    if (heat < 0.01) return false;
    heat *= 0.985;
    const cells = new Map();
    for (const node of nodes) {
      const cell = Math.floor(node.x / reach) + "," + Math.floor(node.y / reach);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(node);
    }
    for (const node of nodes) {
      const column = Math.floor(node.x / reach), row = Math.floor(node.y / reach);
      for (let i = column - 1; i <= column + 1; i++) for (let j = row - 1; j <= row + 1; j++) {
        for (const other of cells.get(i + "," + j) || []) {
          if (other === node) continue;
          const dx = node.x - other.x || random() - 0.5, dy = node.y - other.y || random() - 0.5;
          const square = Math.max(dx * dx + dy * dy, 25);
          if (square > reach * reach) continue;
          const push = heat * 1600 / square;
          node.vx += dx * push / Math.sqrt(square) * 5;
          node.vy += dy * push / Math.sqrt(square) * 5;
        }
      }
      node.vx -= node.x * 0.004 * heat;
      node.vy -= node.y * 0.004 * heat;
    }
    for (const link of links) {
      const dx = link.tail.x - link.head.x, dy = link.tail.y - link.head.y;
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      const pull = heat * (length - 110) / length * 0.25 / Math.sqrt(Math.min(link.head.degree, link.tail.degree));
      link.head.vx += dx * pull; link.head.vy += dy * pull;
      link.tail.vx -= dx * pull; link.tail.vy -= dy * pull;
    }
    for (const node of nodes) {
      if (!node.held) { node.x += Math.max(-40, Math.min(40, node.vx)); node.y += Math.max(-40, Math.min(40, node.vy)); }
      node.vx *= 0.5; node.vy *= 0.5;
    }
    return true;
  };
}
