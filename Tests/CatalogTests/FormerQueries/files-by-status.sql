-- Files by status
-- How many files of an export have each status, by file type.
-- :export : export = latest   Name of the export
-- chart: stacked status files by file_type
SELECT f.status, f.file_type, count(*) AS files
FROM files f
JOIN exports e ON e.export_id = f.export_id
WHERE e.name = :export
GROUP BY f.status, f.file_type
ORDER BY f.status, f.file_type;
