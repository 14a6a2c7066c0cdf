#!/bin/sh
# The sqlite3 shell alone: json_each over readfile, normalized, no index but the primary keys, no ANALYZE.
#   sqlite_shell_import.sh annotation.json catalog.db
exec sqlite3 "$2" <<SQL
.bail on
BEGIN;
CREATE TEMP TABLE records AS SELECT key + 1 AS file_key, value AS record FROM json_each(readfile('$1'));
CREATE TABLE files AS SELECT file_key, 1 AS export_id, record ->> 'id' AS file_id, record ->> 'file_name' AS file_name,
  record ->> 'file_type' AS file_type, record ->> 'status' AS status, record ->> 'author_name' AS author_name,
  record ->> 'validator_name' AS validator_name, record ->> 'upload_date' AS upload_date,
  record ->> 'update_date' AS update_date, record ->> 'related_duplicates' AS related_duplicates FROM records;
CREATE TABLE attribute_groups (file_key INTEGER, group_no INTEGER, uid TEXT, PRIMARY KEY (file_key, group_no))
  WITHOUT ROWID;
INSERT INTO attribute_groups (file_key, group_no, uid)
  SELECT file_key, g.key, g.value ->> 'uid'
  FROM records, json_each(record, '\$.attributes') g;
CREATE TEMP TABLE uses AS SELECT file_key, g.key AS group_no, l.key AS position, l.value AS label
  FROM records, json_each(record, '\$.attributes') g, json_each(g.value, '\$.attributes') l;
CREATE TABLE attributes (attribute_key INTEGER PRIMARY KEY, attribute_id, level_order, name, payload, payload_type, label);
INSERT INTO attributes (attribute_id, level_order, name, payload, payload_type, label)
  SELECT label ->> 0, label ->> 1, label ->> 2, label ->> 3, json_type(label, '\$[3]'), label
  FROM (SELECT DISTINCT label FROM uses);
CREATE TEMP TABLE keys (label TEXT PRIMARY KEY, attribute_key) WITHOUT ROWID;
INSERT INTO keys (label, attribute_key) SELECT label, attribute_key FROM attributes;
CREATE TABLE group_attributes (file_key INTEGER, group_no INTEGER, position INTEGER, attribute_key INTEGER,
  PRIMARY KEY (file_key, group_no, position)) WITHOUT ROWID;
INSERT INTO group_attributes (file_key, group_no, position, attribute_key)
  SELECT file_key, group_no, position, attribute_key FROM uses JOIN keys USING (label);
CREATE TABLE duplicates AS SELECT file_key, record ->> 'rebound' AS original_id FROM records
  WHERE record ->> 'rebound' IS NOT NULL;
CREATE TABLE transfers AS SELECT file_key, record ->> 'rebound_project' AS storage_project_id FROM records
  WHERE record ->> 'rebound_project' IS NOT NULL;
COMMIT;
SQL
