-- How many files of one side carry a label.
SELECT count(DISTINCT ga.file_key)
FROM diff_{side}_export_attributes a
CROSS JOIN diff_{side}_group_attributes ga ON ga.attribute_key = a.attribute_key
WHERE a.attribute_id = :id;
