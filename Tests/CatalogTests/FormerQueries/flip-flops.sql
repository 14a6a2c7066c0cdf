-- Files whose status goes back and forth
-- Files that came back to a status which they had left before, over all exports in the order of their newest dates, with
-- the statuses one after the other.
-- :changes : count = 2   Only files whose status changed at least so often
WITH
  ordered AS MATERIALIZED (SELECT export_id, row_number() OVER (ORDER BY newest_date, export_id) AS no FROM exports),
  steps AS (
    SELECT
      x.no, f.file_id, f.status,
      lag(f.status) OVER (PARTITION BY f.file_id ORDER BY x.no) AS before
    FROM files f
    JOIN ordered x ON x.export_id = f.export_id
  ),
  moves AS (
    SELECT
      file_id, status, before,
      group_concat(status, ' > ') OVER (
        PARTITION BY file_id ORDER BY no ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS statuses
    FROM steps
    WHERE before IS NULL OR before <> status
  )
SELECT m.file_id, m.statuses, count(m.before) AS changes
FROM moves m
GROUP BY m.file_id, m.statuses
HAVING count(m.before) >= CAST(:changes AS INTEGER) AND count(*) > count(DISTINCT m.status)
ORDER BY changes DESC, m.file_id;
