-- One row per cluster whose original changed.
INSERT INTO changes (kind, field, old_value, new_value, files)
SELECT 'cluster', 'rebound', old_original, new_original, count(*)
FROM changed_clusters
GROUP BY old_original, new_original;
