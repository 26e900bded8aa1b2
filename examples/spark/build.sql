-- JSON lines {"id", "text", …} in ${input}; Parquet tables docs, mentions, nodes, edges and
-- edge_evidence under ${output} out. Every worker runs ./tupu, shipped with --files.
--
-- TRANSFORM is the one pipe of Spark that fails loudly when its child stops early; each line of
-- input is answered with exactly one line, so rows can be counted: see the table docs.

CREATE TEMPORARY VIEW lines USING text OPTIONS (path '${input}', lineSep '\n');

-- 1. Extraction: the costly part, written first so that nothing below repeats it.
CREATE TABLE found USING parquet LOCATION '${output}/raw/found' AS
SELECT TRANSFORM(value) USING './tupu --threads 1 extract -' AS (line STRING) FROM lines;

CREATE TABLE summed USING parquet LOCATION '${output}/raw/summed' AS
SELECT TRANSFORM(value) USING './tupu --threads 1 extract --summary -' AS (line STRING) FROM lines;

CREATE TEMPORARY VIEW summary AS SELECT d.* FROM (
  SELECT from_json(line, 'id STRING, error STRING,
    entities ARRAY<STRUCT<entity: STRING, kind: STRING, name: STRING, aliases: ARRAY<STRING>, count: BIGINT>>,
    links ARRAY<STRUCT<head: STRING, type: STRING, tail: STRING, modality: STRING, count: BIGINT>>') AS d
  FROM summed);

CREATE TEMPORARY VIEW reading AS SELECT d.* FROM (
  SELECT from_json(line, 'id STRING, error STRING,
    mentions ARRAY<STRUCT<start: INT, end: INT, kind: STRING, text: STRING, entity: STRING>>,
    relations ARRAY<STRUCT<head: INT, tail: INT, type: STRING, trigger: ARRAY<INT>, modality: STRING, rule: STRING>>') AS d
  FROM found);

CREATE TABLE docs USING parquet LOCATION '${output}/docs' AS
SELECT id, error, size(entities) AS entities, size(links) AS links FROM summary;

-- 2. Resolution: the ids that go by another one, by the rules of the tool, in one task. Only names
-- that some document calls an alias, and those with aliases, can be joined.
CREATE TEMPORARY VIEW named AS SELECT DISTINCT e.entity, e.kind, e.aliases, e.name
FROM (SELECT explode(entities) AS e FROM summary WHERE error IS NULL);

CREATE TEMPORARY VIEW doubtful AS
SELECT entity, kind, aliases FROM named WHERE size(aliases) > 0
UNION
SELECT n.entity, n.kind, n.aliases FROM named n
JOIN (SELECT DISTINCT kind, explode(aliases) AS alias FROM named) a
  ON a.kind = n.kind AND (a.alias = substr(n.entity, locate('/', n.entity) + 1) OR a.alias = n.name);

CREATE TABLE heads USING parquet LOCATION '${output}/raw/heads' AS
SELECT r.entity, r.head FROM (
  SELECT from_json(line, 'entity STRING, head STRING') AS r FROM (
    SELECT TRANSFORM(row) USING './tupu resolve' AS (line STRING) FROM (
      SELECT to_json(struct(entity, kind, aliases)) AS row FROM doubtful DISTRIBUTE BY 1)));

-- 3. Tables. Counts are sums of counts per document, so little is shuffled.
CREATE TABLE nodes USING parquet LOCATION '${output}/nodes' AS
SELECT coalesce(h.head, e.entity) AS id, min(e.kind) AS type, sum(e.count) AS mention_count,
  count(DISTINCT s.id) AS doc_count, min(s.id) AS first_doc,
  array_sort(array_distinct(flatten(collect_list(e.aliases)))) AS aliases
FROM (SELECT id, explode(entities) AS e FROM summary WHERE error IS NULL) s
LEFT JOIN heads h ON h.entity = s.e.entity
GROUP BY 1;

CREATE TEMPORARY VIEW links AS
SELECT doc, coalesce(a.head, l.head) AS one, coalesce(b.head, l.tail) AS other, l.type, l.modality, l.count
FROM (SELECT id AS doc, explode(links) AS l FROM summary WHERE error IS NULL)
LEFT JOIN heads a ON a.entity = l.head
LEFT JOIN heads b ON b.entity = l.tail;

-- A relation that holds both ways runs from the lesser id to the greater.
CREATE TABLE edges USING parquet LOCATION '${output}/edges' AS
SELECT
  IF(type = 'cooperates_with', least(one, other), one) AS src,
  IF(type = 'cooperates_with', greatest(one, other), other) AS dst,
  type, modality, sum(count) AS evidence_count, count(DISTINCT doc) AS doc_count
FROM links WHERE one <> other
GROUP BY 1, 2, 3, 4;

CREATE TABLE mentions USING parquet LOCATION '${output}/mentions' AS
SELECT coalesce(h.head, m.entity) AS node_id, id AS doc_id, m.text AS surface, m.start, m.end
FROM (SELECT id, explode(mentions) AS m FROM reading WHERE error IS NULL) r
LEFT JOIN heads h ON h.entity = r.m.entity;

CREATE TABLE edge_evidence USING parquet LOCATION '${output}/edge_evidence' AS
SELECT mentions[r.head].entity AS head, r.type, mentions[r.tail].entity AS tail, r.modality,
  id AS doc_id, mentions[r.head].start AS head_start, mentions[r.tail].start AS tail_start, r.rule
FROM (SELECT id, mentions, explode(relations) AS r FROM reading WHERE error IS NULL);
