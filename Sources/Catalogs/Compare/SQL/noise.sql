-- A save without change moves the validator too: a new validator is a change only beside another one.
UPDATE changes SET noise = 0
WHERE kind IN ({kinds}) AND file_id IN (SELECT file_id FROM changes WHERE noise = 0 AND file_id IS NOT NULL);
