-- Files that are in NEW only. Not run where the counts say that there are none.
INSERT INTO diff_pairs (file_id, new_key)
SELECT n.file_id, n.file_key
FROM diff_new_export_files n
WHERE NOT EXISTS (SELECT 1 FROM diff_old_export_files o WHERE o.file_id = n.file_id)
ORDER BY n.file_id;
