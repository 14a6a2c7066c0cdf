-- The definitions on one side of the labels that the two exports do not define alike, letter by letter.
SELECT
  attribute_id, level_order, name,
  CASE payload_type
    WHEN 'text' THEN json_quote(payload)
    WHEN 'null' THEN 'null'
    WHEN 'true' THEN 'true'
    WHEN 'false' THEN 'false'
    ELSE payload
  END,
  canonical_json(payload, payload_type),
  attribute_key
FROM diff_{side}_export_attributes
WHERE attribute_id IN (
  SELECT attribute_id FROM (
    SELECT attribute_id, level_order, name, payload, payload_type FROM diff_old_export_attributes
    EXCEPT
    SELECT attribute_id, level_order, name, payload, payload_type FROM diff_new_export_attributes)
  UNION
  SELECT attribute_id FROM (
    SELECT attribute_id, level_order, name, payload, payload_type FROM diff_new_export_attributes
    EXCEPT
    SELECT attribute_id, level_order, name, payload, payload_type FROM diff_old_export_attributes))
ORDER BY attribute_id, attribute_key;
