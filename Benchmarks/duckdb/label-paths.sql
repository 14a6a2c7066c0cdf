-- DuckDB orders within the aggregate. No export of the benchmark defines a label in two ways.
SELECT level_order, path, count(*) AS groups, count(DISTINCT file_key) AS files
FROM (
  SELECT ga.file_key, ga.group_no, a.level_order, string_agg(a.name, ' > ' ORDER BY ga.position) AS path
  FROM exports e
  JOIN files f ON f.export_id = e.export_id
  JOIN group_attributes ga ON ga.file_key = f.file_key
  JOIN attributes a ON a.attribute_key = ga.attribute_key
  WHERE e.name = :export
  GROUP BY ga.file_key, ga.group_no, a.level_order)
GROUP BY level_order, path
ORDER BY level_order, groups DESC, path;
