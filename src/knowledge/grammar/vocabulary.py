"""jieba's dict.txt in, vocabulary.tsv out.

usage: python3 vocabulary.py dict.txt NAMES.tsv… > vocabulary.tsv

dict.txt is the dictionary of jieba (MIT), as the crate jieba-rs carries it in src/data. Kept are
common words of one to four characters that are no names, and nothing that the tables of
names are sure of, as 常熟, in which the dictionary sees an adjective; each with a coarse class and the rounded
natural logarithm of its frequency. A line is: class, logarithm, words.
"""
import math
import re
import sys

CLASSES = {
    "v": "v vi vd vq vg", "w": "vn", "n": "n an j l i s nz ng", "a": "a ad b z", "d": "d", "t": "t",
    "p": "p c f u y e o k uj ul uv uz", "r": "r rr", "m": "m mq", "q": "q",
}
BY_TAG = {tag: kind for kind, tags in CLASSES.items() for tag in tags.split()}
LEAST = {1: 1000, 2: 8, 3: 8, 4: 12}

lines = {}
names = set()
for table in sys.argv[2:]:
    rows = open(table, encoding="utf-8").read().splitlines()
    columns = rows[0].split("\t")
    for line in rows[1:]:
        cells = dict(zip(columns, line.split("\t")))
        forms = [cells["name"].lstrip("-"), *cells.get("aliases", "").split("|")]
        names.update(form.lstrip("?") for form in forms if form[:1] != "?" or len(form) > 3)
for line in open(sys.argv[1], encoding="utf-8"):
    word, frequency, tag = line.split()
    kind = BY_TAG.get(tag)
    if kind is None or word in names or not re.fullmatch("[\u4e00-\u9fff]{1,4}", word):
        continue
    if int(frequency) >= LEAST[len(word)]:
        lines.setdefault((kind, round(math.log(int(frequency)))), []).append(word)
for (kind, weight), words in sorted(lines.items()):
    print(kind, weight, " ".join(sorted(words)), sep="\t")
