#!/usr/bin/env python3
"""Pairs of firms in annotated news in, the words that tell what one is to the other out.

    derive.py VOCABULARY PAIRS > ../cues/firms.ron

VOCABULARY is ../grammar/vocabulary.tsv. PAIRS is the training part of FinRE as JSON lines (THUNLP, 2019, MIT
licence; Li et al., ACL 2019): {"text", "head": {"start", "end"}, "tail": {"start", "end"}, "relation"}. A word is
kept that stands between two names not further apart than FARTHEST at least LEAST times, and of these at least SHARE
of the times the annotators saw the relation. Only the words are written, no text.
"""
import collections
import json
import sys

FARTHEST, LEAST, SHARE = 12, 4, 0.75
# What the annotators' labels are in our schema: the class of words, and whether the second name does it to the first.
CLASSES = {label: ("buys", False) for label in "持股 增持 入股 注资 收购 买资 拟收购".split()}
CLASSES |= {"被" + label: ("bought_by", True) for label in list(CLASSES)}
CLASSES |= {"被拥有": ("owned_by", False), "拥有": ("owns", True), "成立": ("founds", False)}
CLASSES |= {label: ("joins", None) for label in ("合作", "签约", "合资")}
WANTED = {
    "buys": "Between two firms: the first takes a share of the second.",
    "owns": "Between two firms: the second belongs to the first.",
    "joins": "Between two firms: they work together.",
}


def between(path):
    """For each pair of names in order of the text what stands between them, and how it was labelled."""
    pairs = collections.defaultdict(set)
    for line in open(path, encoding="utf-8"):
        pair = json.loads(line)
        head, tail = pair["head"], pair["tail"]
        if head["end"] <= tail["start"] <= head["end"] + FARTHEST:
            pairs[pair["text"], head["end"], tail["start"]].add(pair["relation"])
    for (text, start, end), labels in pairs.items():
        yield text[start:end], {CLASSES[label][0] for label in labels if label in CLASSES}


def cut(text, words):
    """The words of a stretch, the longest first; what is no word is left out."""
    at = 0
    while at < len(text):
        length = next((n for n in (4, 3, 2) if at + n <= len(text) and text[at:at + n] in words), 1)
        if length > 1:
            yield text[at:at + length]
        at += length


def main():
    vocabulary, pairs = sys.argv[1:]
    rows = [line.rstrip("\n").split("\t") for line in open(vocabulary, encoding="utf-8")]
    words = {word for row in rows for word in row[-1].split()}
    verbs = {word for row in rows if row[0] == "v" for word in row[-1].split()}
    seen, told = collections.Counter(), collections.Counter()
    for text, classes in between(pairs):
        for word in set(cut(text, words)):
            seen[word] += 1
            told.update((name, word) for name in classes)
    print("// Words that tell what one firm is to another, as annotated news have them.")
    print("// Written by rules/derive.py, which says from what.\n{")
    for name, meaning in WANTED.items():
        kept = [(count, word) for (of, word), count in told.items() if of == name]
        kept = [word for count, word in sorted(kept, key=lambda k: (-k[0], k[1]))
                if count >= LEAST and count >= SHARE * seen[word] and (word in verbs or name == "owns")]
        print(f"    // {meaning}\n    \"learned_{name}\": \"{' '.join(kept)}\",")
    print("}")


main()
