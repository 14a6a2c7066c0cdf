"""DuckDB: read_json with a declared shape, normalized into the tables of schema.sql. Two threads, no index.

Labels stay JSON text until the distinct ones are known: faster than reading them as lists.

    duckdb_import.py annotation.json catalog.duckdb
"""

import sys

import duckdb

source, catalog = sys.argv[1:3]
db = duckdb.connect(catalog, config={"threads": 2, "preserve_insertion_order": True})
shape = """{
  id: 'VARCHAR', related_duplicates: 'BIGINT',
  attributes: 'STRUCT(uid VARCHAR, attributes JSON[])[]',
  author_name: 'VARCHAR', validator_name: 'VARCHAR', file_name: 'VARCHAR', file_type: 'VARCHAR', status: 'VARCHAR',
  upload_date: 'VARCHAR', update_date: 'VARCHAR', rebound_project: 'BIGINT', rebound: 'VARCHAR'}"""
db.execute("BEGIN")
db.execute(
    f"""CREATE TEMP TABLE records AS
    SELECT row_number() OVER () AS file_key, * FROM read_json(?, format = 'array', columns = {shape},
      maximum_object_size = 268435456)""",
    [source],
)
db.execute(
    """CREATE TABLE files AS
    SELECT file_key, 1 AS export_id, id AS file_id, file_name, file_type, status, author_name, validator_name,
      upload_date, update_date, related_duplicates
    FROM records"""
)
db.execute(
    """CREATE TABLE attribute_groups AS
    SELECT file_key, unnest(range(len(attributes))) AS group_no, unnest(attributes).uid AS uid FROM records"""
)
db.execute(
    """CREATE TEMP TABLE uses AS
    SELECT file_key, group_no, unnest(range(len(labels))) AS position, unnest(labels) AS label
    FROM (SELECT file_key, unnest(range(len(attributes))) AS group_no, unnest(attributes).attributes AS labels
          FROM records)"""
)
db.execute(
    """CREATE TABLE attributes AS
    SELECT row_number() OVER () AS attribute_key, 1 AS export_id, (label->0)::BIGINT AS attribute_id,
      (label->1)::BIGINT AS level_order, label->>2 AS name, label->>3 AS payload,
      json_type(label->3) AS payload_type, label
    FROM (SELECT DISTINCT label FROM uses)"""
)
db.execute(
    """CREATE TABLE group_attributes AS
    SELECT file_key, group_no, position, attribute_key FROM uses JOIN attributes USING (label)"""
)
db.execute("ALTER TABLE attributes DROP label")
db.execute("CREATE TABLE duplicates AS SELECT file_key, rebound AS original_id FROM records WHERE rebound IS NOT NULL")
db.execute(
    """CREATE TABLE transfers AS
    SELECT file_key, rebound_project AS storage_project_id FROM records WHERE rebound_project IS NOT NULL"""
)
db.execute("CREATE TABLE exports AS SELECT 1 AS export_id, 'export' AS name, 7 AS project_id")
db.execute("DROP TABLE records")
db.execute("DROP TABLE uses")
db.execute("COMMIT")
db.close()
