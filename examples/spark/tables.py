"""A folder of Parquet tables, or a saved graph and its lines, in; a digest of the rows of each out.

usage: tables.py spark OUTPUT | own TUPU GRAPH ROWS
Rows are compared as sets: the bytes of Parquet files differ from run to run.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

COLUMNS = {
    "nodes": ["id", "type", "mention_count", "doc_count"],
    "edges": ["src", "dst", "type", "modality", "doc_count"],
    "mentions": ["node_id", "doc_id", "start", "end"],
}


def digest(rows):
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def spark(output):
    import pyarrow.parquet as parquet

    for table, columns in COLUMNS.items():
        rows = parquet.read_table(Path(output) / table, columns=columns).to_pylist()
        yield table, [[row[column] for column in columns] for row in rows]


def own(tupu, graph, rows):
    def lines(*arguments, stdin=None):
        done = subprocess.run([tupu, *arguments], stdin=stdin, check=True, capture_output=True, text=True)
        return done.stdout

    def query(text):
        return [list(row.values()) for row in json.loads(lines("query", graph, text, "--format", "json"))]

    yield "nodes", query(
        "MATCH (n:Entity) WHERE n.mentions > 0 "
        "RETURN n.id, [l IN labels(n) WHERE l <> 'Entity'][0], n.mentions, n.documents"
    )
    edges = query(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE type(r) <> 'co_occurs' AND size(r.evidence) > 0 "
        "RETURN a.id, b.id, type(r), r.modality, r.documents"
    )
    yield "edges", [[a, b, kind.removeprefix("not_"), *rest] for a, b, kind, *rest in edges]
    summaries = [json.loads(line) for line in open_lines(lines, "--summary", rows)]
    entities = "\n".join(json.dumps(entity) for summary in summaries for entity in summary.get("entities", []))
    done = subprocess.run([tupu, "resolve"], input=entities, check=True, capture_output=True, text=True)
    heads = {row["entity"]: row["head"] for row in map(json.loads, done.stdout.splitlines())}
    yield "mentions", [
        [heads.get(m["entity"], m["entity"]), row["id"], m["start"], m["end"]]
        for row in map(json.loads, open_lines(lines, None, rows))
        for m in row.get("mentions", [])
    ]


def open_lines(lines, option, rows):
    with open(rows, encoding="utf-8") as stdin:
        return lines("extract", *filter(None, [option]), "-", stdin=stdin).split("\n")[:-1]


if __name__ == "__main__":
    tables = spark(*sys.argv[2:]) if sys.argv[1] == "spark" else own(*sys.argv[2:])
    for name, found in tables:
        count, sha = digest(found)
        print(f"{name} {count} {sha}")
