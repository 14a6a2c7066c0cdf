-- The result. The names of the exports are the same in all rows, so they are defaults.
CREATE TEMP TABLE changes (
  change_no    INTEGER PRIMARY KEY,
  old          TEXT NOT NULL DEFAULT {old_name},
  new          TEXT NOT NULL DEFAULT {new_name},
  file_id      TEXT,
  kind         TEXT NOT NULL,
  field        TEXT,
  old_value,
  new_value,
  group_uid    TEXT,
  attribute_id INTEGER,
  author       TEXT,
  validator    TEXT,
  noise        INTEGER NOT NULL DEFAULT 0,
  files        INTEGER
);

-- The files of clusters of duplicates with another original.
CREATE TEMP TABLE changed_clusters (
  old_original TEXT NOT NULL,
  new_original TEXT NOT NULL,
  file_id      TEXT NOT NULL
);

-- Storage keys to fetch or to drop.
CREATE TEMP TABLE changed_objects (
  storage_key TEXT PRIMARY KEY,
  fate        TEXT NOT NULL
) WITHOUT ROWID;
