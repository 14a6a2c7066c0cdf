-- As plain SQL says it: queries/files-by-status.sql is worded for SQLite's indexes.
SELECT f.status, f.file_type, count(*) AS files
FROM files f
JOIN exports e ON e.export_id = f.export_id
WHERE e.name = :export
GROUP BY f.status, f.file_type
ORDER BY f.status, f.file_type;
