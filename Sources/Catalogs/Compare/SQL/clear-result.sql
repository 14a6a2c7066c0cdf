-- Removes the result of a comparison.
DROP TABLE IF EXISTS temp.changes;
DROP TABLE IF EXISTS temp.changed_clusters;
DROP TABLE IF EXISTS temp.changed_objects;
