-- Questions as a curator asks them, in plain SQL on the tables and views of a catalog: what Benchmarks/questions/run.py
-- times beside the saved queries. The catalog holds two exports of Benchmarks/generate.py, "before" (1) and "after" (2).
-- Any SQLite tool runs this file as it is: sqlite3 catalog.db < Benchmarks/questions.sql
--
-- A question is a block: its name and what is asked, the SQL, and comments with a mark.
--   duckdb:   the same in DuckDB's words, where it does not take the SQL as it stands
--   limit:    a look-up: the milliseconds that it may take
--   slow:     why SQLite takes more than four times DuckDB's time
-- Write them as people do, and never for the sake of an index.

-- BY STATUS AND TYPE

-- status: How many files have each status?
SELECT status, count(*) FROM files WHERE export_id = 2 GROUP BY status;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- status-type: How many files of each status and type does an export have?
SELECT status, file_type, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY status, file_type
ORDER BY files DESC;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- status-by-name: The same by the name of the export.
SELECT f.status, count(*) AS files
FROM files f
JOIN exports e ON e.export_id = f.export_id
WHERE e.name = 'after'
GROUP BY f.status
ORDER BY files DESC;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- status-latest: The same in the latest export.
SELECT status, count(*) FROM latest_files GROUP BY status;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- both-exports-by-status: How many files of each status do both exports have?
SELECT e.name, f.status, count(*) AS files
FROM exports e
JOIN files f ON f.export_id = e.export_id
GROUP BY e.name, f.status
ORDER BY e.name, f.status;
-- slow: SQLite steps through the 400,000 entries of an index one after the other; DuckDB counts a vector at a time

-- exports-side-by-side: The same, a column for each status.
SELECT
  e.name,
  count(*) AS files,
  sum(CASE WHEN f.status = 'a' THEN 1 ELSE 0 END) AS accepted,
  sum(CASE WHEN f.status = 'd' THEN 1 ELSE 0 END) AS declined,
  sum(CASE WHEN f.status = 'v' THEN 1 ELSE 0 END) AS waiting
FROM files f
JOIN exports e USING (export_id)
GROUP BY e.name;
-- slow: SQLite computes each sum for each of 400,000 files in turn; DuckDB computes them a vector at a time

-- accepted-videos: How many videos are accepted?
SELECT count(*)
FROM files f
JOIN exports e USING (export_id)
WHERE e.name = 'after' AND f.status = 'a' AND f.file_type = 'video';

-- rows-of-all-exports: How many files are there in all exports together, by type?
SELECT file_type, count(*) FROM files GROUP BY file_type;
-- slow: every index begins with the export: SQLite sorts 400,000 entries to group them by type

-- distinct-files: How many different files are there over all exports?
SELECT count(DISTINCT file_id) FROM files;
-- slow: SQLite puts each id into a temporary tree to tell them apart

-- declined-images-list: Which images were declined? (All of them, oldest first.)
SELECT file_id, file_name, author_name, validator_name, upload_date
FROM files
WHERE export_id = 2 AND status = 'd' AND file_type = 'image'
ORDER BY upload_date;
-- slow: SQLite fetches each of the 22,000 files from the table, and sorts them

-- BY PERSON

-- authors: How many files did each author upload?
SELECT author_name, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY author_name
ORDER BY files DESC;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- top-authors: The ten authors with the most accepted files.
SELECT author_name, count(*) AS accepted
FROM files
WHERE export_id = 2 AND status = 'a'
GROUP BY author_name
ORDER BY accepted DESC
LIMIT 10;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- authors-by-status: What became of each author's files?
SELECT
  author_name,
  count(*) AS files,
  sum(status = 'a') AS accepted,
  sum(status = 'd') AS declined,
  sum(status = 'v') AS waiting,
  sum(file_type = 'video') AS videos
FROM files
WHERE export_id = 2
GROUP BY author_name
ORDER BY author_name;
-- slow: SQLite computes each sum for each of 200,000 files in turn; DuckDB computes them a vector at a time

-- decline-rates: Which share of each author's decided files was declined, of those with 100 or more?
SELECT
  author_name,
  count(*) AS decided,
  round(100.0 * sum(CASE WHEN status = 'd' THEN 1 ELSE 0 END) / count(*), 1) AS declined_percent
FROM latest_files
WHERE status IN ('a', 'd')
GROUP BY author_name
HAVING count(*) >= 100
ORDER BY declined_percent DESC, author_name;
-- slow: SQLite computes each sum for each of 200,000 files in turn; DuckDB computes them a vector at a time

-- declined-by-author: Whose files were declined most often?
SELECT f.author_name, count(*) AS declined
FROM files f
JOIN exports e ON e.export_id = f.export_id
WHERE e.name = 'after' AND f.status = 'd'
GROUP BY f.author_name
ORDER BY declined DESC;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- validators: How many files did each validator accept and decline?
SELECT validator_name, status, count(*) AS files
FROM files
WHERE export_id = 2 AND status IN ('a', 'd')
GROUP BY validator_name, status
ORDER BY validator_name, status;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- validator-decline-rates: Which share of its decisions did each validator decline?
SELECT
  validator_name,
  count(*) FILTER (WHERE status = 'd') * 100.0 / count(*) AS declined_percent,
  count(*) AS decided
FROM files
WHERE export_id = 2 AND status IN ('a', 'd') AND validator_name IS NOT NULL
GROUP BY validator_name
ORDER BY declined_percent DESC;
-- slow: SQLite computes each sum for each of 200,000 files in turn; DuckDB computes them a vector at a time

-- who-declines-whom: Which validator declined whose files how often?
SELECT validator_name, author_name, count(*) AS declined
FROM files
WHERE export_id = 2 AND status = 'd'
GROUP BY validator_name, author_name
ORDER BY declined DESC, validator_name, author_name;
-- slow: no index holds both names: SQLite fetches the declined files from the table, or sorts them

-- authors-of-both-exports: How did the number of each author's files change?
SELECT
  author_name,
  sum(CASE WHEN export_id = 1 THEN 1 ELSE 0 END) AS files_before,
  sum(CASE WHEN export_id = 2 THEN 1 ELSE 0 END) AS files_after
FROM files
GROUP BY author_name
ORDER BY author_name;
-- slow: every index begins with the export: SQLite sorts 400,000 entries to group them by author

-- authors-per-type: How many authors uploaded videos, how many images?
SELECT file_type, count(DISTINCT author_name) FROM files WHERE export_id = 2 GROUP BY file_type;
-- slow: SQLite looks up each name in a temporary tree

-- self-validated: Which people decided their own files?
SELECT author_name, status, count(*) AS files
FROM files
WHERE export_id = 2 AND validator_name = author_name
GROUP BY author_name, status
ORDER BY files DESC;
-- slow: no index holds both names: SQLite fetches each file from the table

-- no-validator: How many decided files have no validator, by status?
SELECT status, count(*) FROM files
WHERE export_id = 2 AND validator_name IS NULL AND status IN ('a', 'd')
GROUP BY status;

-- first-and-last-upload: When did each author upload first and last?
SELECT author_name, min(upload_date) AS first_upload, max(upload_date) AS last_upload
FROM files
WHERE export_id = 2
GROUP BY author_name;
-- slow: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time

-- BY TIME

-- days: How many files were uploaded on each day?
SELECT substr(upload_date, 1, 10) AS day, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY day
ORDER BY day;
-- slow: SQLite cuts the day from each of 200,000 dates, and sorts by it

-- days-by-date: The same with SQLite's function of dates.
SELECT date(upload_date) AS day, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY date(upload_date)
ORDER BY day;
-- duckdb:
-- SELECT CAST(CAST(upload_date AS TIMESTAMP) AS DATE) AS day, count(*) AS files
-- FROM files
-- WHERE export_id = 2
-- GROUP BY day
-- ORDER BY day;
-- slow: SQLite computes a date for each file, and sorts by it

-- days-by-status: How many files of each status were uploaded on each day?
SELECT substr(upload_date, 1, 10) AS day, status, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY substr(upload_date, 1, 10), status
ORDER BY day, status;
-- slow: SQLite cuts the day from each of 200,000 dates, and sorts by it and the status

-- months-by-author: How many files did each author upload in each month, by status?
SELECT substr(upload_date, 1, 7) AS month, author_name, status, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY month, author_name, status
ORDER BY month, author_name, status;
-- slow: SQLite sorts all files to group them by an expression and two columns

-- years: How many files were uploaded in each year?
SELECT strftime('%Y', upload_date) AS year, count(*) FROM latest_files GROUP BY year;
-- duckdb:
-- SELECT year(CAST(upload_date AS TIMESTAMP)) AS year, count(*) FROM latest_files GROUP BY year;
-- slow: SQLite computes a date for each file, and sorts by it

-- weekdays: On which day of the week do people upload?
SELECT strftime('%w', upload_date) AS weekday, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY weekday
ORDER BY weekday;
-- duckdb:
-- SELECT dayofweek(CAST(upload_date AS TIMESTAMP)) AS weekday, count(*) AS files
-- FROM files
-- WHERE export_id = 2
-- GROUP BY weekday
-- ORDER BY weekday;
-- slow: SQLite computes a date for each file, and sorts by it

-- updates-per-day: On which days were files decided?
SELECT substr(update_date, 1, 10) AS day, count(*) AS files
FROM files
WHERE export_id = 2 AND status IN ('a', 'd')
GROUP BY day
ORDER BY day;
-- slow: update_date has no index: SQLite fetches each file from the table, and sorts by an expression

-- uploads-of-a-week: How many files of each status were uploaded in the first week of March?
SELECT status, count(*) AS files
FROM files
WHERE export_id = 2 AND upload_date >= '2025-03-01' AND upload_date < '2025-03-08'
GROUP BY status;

-- uploads-since: How many files were uploaded since a date, by author?
SELECT author_name, count(*) AS files
FROM latest_files
WHERE upload_date >= '2025-02-01'
GROUP BY author_name
ORDER BY files DESC, author_name;

-- updated-since: How many files were saved since a date?
SELECT count(*) FROM files WHERE export_id = 2 AND update_date >= '2025-03-15';
-- slow: update_date has no index: SQLite reads whole rows, DuckDB one column

-- waiting-time: How long did it take to decide, by author, in days on average?
SELECT author_name, round(avg(julianday(update_date) - julianday(upload_date)), 2) AS days
FROM files
WHERE export_id = 2 AND status IN ('a', 'd')
GROUP BY author_name
ORDER BY days DESC, author_name;
-- duckdb:
-- SELECT author_name,
--   round(avg(epoch(CAST(update_date AS TIMESTAMP) - CAST(upload_date AS TIMESTAMP)) / 86400), 2) AS days
-- FROM files
-- WHERE export_id = 2 AND status IN ('a', 'd')
-- GROUP BY author_name
-- ORDER BY days DESC, author_name;
-- slow: SQLite fetches each decided file from the table, and computes two dates for it

-- oldest-waiting: The 50 files that have waited longest.
SELECT file_id, file_name, author_name, upload_date
FROM files
WHERE export_id = 2 AND status = 'v'
ORDER BY upload_date
LIMIT 50;
-- slow: SQLite fetches each of the 42,000 waiting files from the table, for their dates

-- waiting-since-last-year: How many files that wait are from last year, by author?
SELECT author_name, count(*) AS waiting
FROM files f
JOIN exports e ON e.export_id = f.export_id
WHERE e.name = 'after' AND f.status = 'v' AND f.upload_date < '2025-01-01'
GROUP BY author_name
ORDER BY waiting DESC, author_name;

-- latest-uploads: The 20 newest files.
SELECT file_id, file_name, status, author_name, upload_date
FROM files
WHERE export_id = 2
ORDER BY upload_date DESC, file_id
LIMIT 20;

-- never-saved: How many files have no update date?
SELECT count(*) FROM files WHERE export_id = 2 AND update_date IS NULL;
-- slow: update_date has no index: SQLite reads whole rows, DuckDB one column

-- BY NAME

-- extensions: How many files of each extension are there?
SELECT lower(substr(file_name, instr(file_name, '.') + 1)) AS extension, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY extension
ORDER BY files DESC;
-- slow: no index holds the names: SQLite fetches each file from the table, and sorts by an expression

-- png-by-status: How many files of each status are called .png?
SELECT status, count(*) FROM files WHERE export_id = 2 AND file_name LIKE '%.png' GROUP BY status;
-- slow: no index holds the names: SQLite fetches each file from the table

-- same-name: Which names occur twice?
SELECT file_name, count(*) AS files
FROM files
WHERE export_id = 2
GROUP BY file_name
HAVING count(*) > 1
ORDER BY files DESC, file_name;
-- slow: SQLite sorts all names to group by them

-- name-search: Which files are called like this?
SELECT file_id, file_name, status FROM files WHERE export_id = 2 AND file_name LIKE 'GOPR_1234%';
-- slow: no index holds the names: SQLite reads whole rows, DuckDB one column

-- LABELS

-- files-per-label: How many files carry each label?
SELECT a.attribute_id, a.name, count(DISTINCT ga.file_key) AS files
FROM attributes a
JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
WHERE a.export_id = 2
GROUP BY a.attribute_id, a.name
ORDER BY files DESC, a.attribute_id;
-- slow: SQLite puts each of a million uses into a temporary tree, to count files once

-- accepted-per-label: How many accepted files carry each label?
SELECT a.name, count(DISTINCT f.file_key) AS files
FROM files f
JOIN exports e ON e.export_id = f.export_id
JOIN group_attributes ga ON ga.file_key = f.file_key
JOIN attributes a ON a.attribute_key = ga.attribute_key
WHERE e.name = 'after' AND f.status = 'a'
GROUP BY a.name
ORDER BY files DESC, a.name;
-- slow: SQLite looks up the labels of each accepted file, and sorts 650,000 uses by their names

-- label-uses: How often is each label used? (From the counts that a catalog keeps.)
SELECT a.name, sum(c.uses) AS uses, sum(c.files) AS files
FROM label_counts c
JOIN attributes a ON a.attribute_key = c.attribute_key
WHERE a.export_id = 2
GROUP BY a.attribute_key, a.name
ORDER BY uses DESC, a.name;

-- annotations-per-label: The same from the flat view.
SELECT name, count(*) AS uses, count(DISTINCT file_id) AS files
FROM annotations
WHERE export = 'after'
GROUP BY name
ORDER BY uses DESC, name;
-- slow: the view joins five tables for each of a million uses

-- label-by-status: How many files of each status carry one label?
SELECT f.status, count(DISTINCT f.file_key) AS files
FROM attributes a
JOIN group_attributes ga USING (attribute_key)
JOIN files f ON f.file_key = ga.file_key
WHERE a.export_id = 2 AND a.attribute_id = 30
GROUP BY f.status;

-- label-by-author: Who uploaded files with a label?
SELECT author_name, count(DISTINCT file_id) AS files
FROM latest_annotations
WHERE attribute_id = 10 AND status = 'a'
GROUP BY author_name
ORDER BY files DESC, author_name;
-- slow: SQLite looks up each of the 60,000 groups and files of the label

-- labels-together: How many files carry both of two labels?
SELECT count(*)
FROM files f
WHERE f.export_id = 2
  AND f.file_key IN (
    SELECT ga.file_key FROM group_attributes ga JOIN attributes a USING (attribute_key)
    WHERE a.export_id = 2 AND a.attribute_id = 13)
  AND f.file_key IN (
    SELECT ga.file_key FROM group_attributes ga JOIN attributes a USING (attribute_key)
    WHERE a.export_id = 2 AND a.attribute_id = 21);

-- label-without-another: Which accepted files carry one label and not the other?
SELECT DISTINCT f.file_id, f.file_name
FROM files f
JOIN group_attributes ga ON ga.file_key = f.file_key
JOIN attributes a ON a.attribute_key = ga.attribute_key
WHERE f.export_id = 2 AND f.status = 'a' AND a.attribute_id = 44
  AND NOT EXISTS (
    SELECT 1 FROM group_attributes gb JOIN attributes b ON b.attribute_key = gb.attribute_key
    WHERE gb.file_key = f.file_key AND b.attribute_id = 13)
ORDER BY f.file_id;

-- pairs-of-one-label: Which labels stand in one group with a label, and how often?
SELECT b.name, count(*) AS groups
FROM attributes a
JOIN group_attributes x ON x.attribute_key = a.attribute_key
JOIN group_attributes y ON y.file_key = x.file_key AND y.group_no = x.group_no
  AND y.attribute_key <> x.attribute_key
JOIN attributes b ON b.attribute_key = y.attribute_key
WHERE a.export_id = 2 AND a.attribute_id = 44
GROUP BY b.name
ORDER BY groups DESC, b.name;

-- labels-of-an-author: Which labels do the files of one author carry?
SELECT a.name, count(*) AS uses
FROM files f
JOIN group_attributes ga ON ga.file_key = f.file_key
JOIN attributes a ON a.attribute_key = ga.attribute_key
WHERE f.export_id = 2 AND f.author_name = 'collector-17'
GROUP BY a.attribute_id, a.name
ORDER BY uses DESC, a.name;
-- slow: SQLite looks up the labels of each file of the author

-- unlabelled: How many files of each status carry no label?
SELECT f.status, count(*) AS files
FROM files f
WHERE f.export_id = 2 AND NOT EXISTS (SELECT 1 FROM group_attributes ga WHERE ga.file_key = f.file_key)
GROUP BY f.status;

-- unlabelled-by-join: Accepted files without a label, by an outer join.
SELECT f.file_id, f.file_name
FROM files f
LEFT JOIN group_attributes ga ON ga.file_key = f.file_key
WHERE f.export_id = 2 AND f.status = 'a' AND ga.file_key IS NULL
ORDER BY f.file_id;
-- slow: SQLite fetches each accepted file from the table, and looks up its labels

-- groups-per-file: How many files have no group, one, two …?
SELECT groups, count(*) AS files
FROM (
  SELECT f.file_key, count(g.group_no) AS groups
  FROM files f
  LEFT JOIN attribute_groups g ON g.file_key = f.file_key
  WHERE f.export_id = 2
  GROUP BY f.file_key) AS counted
GROUP BY groups
ORDER BY groups;
-- slow: SQLite looks up the groups of each file

-- labels-per-group: How many labels has a group on average, by status of the file?
SELECT f.status, count(*) * 1.0 / count(DISTINCT ga.file_key) AS labels_per_file
FROM files f
JOIN group_attributes ga ON ga.file_key = f.file_key
WHERE f.export_id = 2
GROUP BY f.status;
-- slow: SQLite looks up the labels of each file, and puts files into a temporary tree to count them once

-- changed-labels: Which labels are called otherwise in the newer export?
SELECT o.attribute_id, o.name AS old_name, n.name AS new_name
FROM attributes o
JOIN attributes n ON n.attribute_id = o.attribute_id
WHERE o.export_id = 1 AND n.export_id = 2 AND o.name <> n.name;

-- DUPLICATES, TRANSFERS, BUCKETS

-- duplicates-by-status: How many duplicates are there, by status?
SELECT f.status, count(*) AS files
FROM duplicates d
JOIN files f ON f.file_key = d.file_key
WHERE f.export_id = 2
GROUP BY f.status;
-- slow: SQLite fetches the file of each of 32,000 duplicates, also those of the other export

-- duplicates-by-author: Who uploads duplicates, and which share of the files is it?
SELECT
  f.author_name,
  count(*) AS files,
  count(d.file_key) AS duplicates,
  round(100.0 * count(d.file_key) / count(*), 1) AS percent
FROM files f
JOIN exports e ON e.export_id = f.export_id
LEFT JOIN duplicates d ON d.file_key = f.file_key
WHERE e.name = 'after'
GROUP BY f.author_name
ORDER BY percent DESC, f.author_name;
-- slow: SQLite looks up each of 200,000 files among the duplicates

-- most-duplicated: The ten files with the most duplicates.
SELECT d.original_id, count(*) AS duplicates
FROM duplicates d
JOIN files f ON f.file_key = d.file_key
WHERE f.export_id = 2
GROUP BY d.original_id
ORDER BY duplicates DESC, d.original_id
LIMIT 10;
-- slow: SQLite fetches the file of each of 32,000 duplicates, also those of the other export

-- originals-outside: How many duplicates have an original that the export does not hold?
SELECT count(*)
FROM duplicates d
JOIN files f ON f.file_key = d.file_key
LEFT JOIN files o ON o.export_id = f.export_id AND o.file_id = d.original_id
WHERE f.export_id = 2 AND o.file_key IS NULL;

-- buckets: How many files lie in each bucket?
SELECT bucket, count(*) AS files
FROM objects
WHERE export = 'after'
GROUP BY bucket
ORDER BY files DESC;
-- slow: SQLite looks up the transfer of each file, builds the bucket's name, and sorts by it

-- buckets-of-accepted: How many accepted files lie in each project's bucket?
SELECT coalesce(t.storage_project_id, e.project_id) AS project, count(*) AS files
FROM files f
JOIN exports e ON e.export_id = f.export_id
LEFT JOIN transfers t ON t.file_key = f.file_key
WHERE e.name = 'after' AND f.status = 'a'
GROUP BY project
ORDER BY project;
-- slow: SQLite looks up the transfer of each accepted file, and sorts by the bucket

-- transferred-by-status: How many files came from other projects, by status?
SELECT f.status, count(*) FROM transfers t JOIN files f USING (file_key) WHERE f.export_id = 2 GROUP BY f.status;
-- slow: SQLite fetches the file of each of 20,000 transfers, also those of the other export

-- keys-to-fetch: Where do the accepted files of one bucket lie?
SELECT storage_key
FROM latest_objects
WHERE bucket = 'project_3' AND status = 'a'
ORDER BY storage_key;
-- slow: SQLite looks up the transfer of each accepted file, and builds the bucket's name

-- keys-of-a-label: Where do the accepted files with a label lie?
SELECT DISTINCT o.storage_key
FROM objects o
JOIN group_attributes ga ON ga.file_key = o.file_key
JOIN attributes a ON a.attribute_key = ga.attribute_key
WHERE o.export = 'after' AND o.status = 'a' AND a.name = 'tram'
ORDER BY o.storage_key;
-- slow: SQLite fetches the files that carry the label one by one, and sorts the keys

-- TWO EXPORTS

-- transitions: From which status to which did files go?
SELECT o.status AS old_status, n.status AS new_status, count(*) AS files
FROM files o
JOIN files n ON n.file_id = o.file_id
WHERE o.export_id = 1 AND n.export_id = 2
GROUP BY o.status, n.status
ORDER BY o.status, n.status;
-- slow: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both

-- transitions-by-name: The same by the names of the exports.
SELECT o.status AS old_status, n.status AS new_status, count(*) AS files
FROM exports eo
JOIN files o ON o.export_id = eo.export_id
JOIN files n ON n.file_id = o.file_id
JOIN exports en ON en.export_id = n.export_id
WHERE eo.name = 'before' AND en.name = 'after' AND o.status <> n.status
GROUP BY o.status, n.status
ORDER BY files DESC;
-- slow: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both

-- changed-files: How many files say something else in the newer export?
SELECT count(*)
FROM files o
JOIN files n ON n.file_id = o.file_id
WHERE o.export_id = 1 AND n.export_id = 2 AND o.digest <> n.digest;
-- slow: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both

-- changed-list: Which files are these, and what was their status?
SELECT n.file_id, n.file_name, o.status AS old_status, n.status AS new_status
FROM files n
JOIN files o ON o.file_id = n.file_id
WHERE n.export_id = 2 AND o.export_id = 1 AND n.digest <> o.digest
ORDER BY n.file_id;
-- slow: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both

-- new-files: How many files came, by author?
SELECT n.author_name, count(*) AS files
FROM files n
WHERE n.export_id = 2 AND NOT EXISTS (
  SELECT 1 FROM files o WHERE o.export_id = 1 AND o.file_id = n.file_id)
GROUP BY n.author_name
ORDER BY files DESC, n.author_name;
-- slow: SQLite looks up each of 200,000 ids in the other export, and fetches the author's row for each

-- gone-files: Which files are gone?
SELECT o.file_id, o.file_name, o.status
FROM files o
LEFT JOIN files n ON n.export_id = 2 AND n.file_id = o.file_id
WHERE o.export_id = 1 AND n.file_key IS NULL
ORDER BY o.file_id;
-- slow: SQLite looks up each of 200,000 ids in the other export

-- gone-by-set: The same with NOT IN.
SELECT count(*) FROM files
WHERE export_id = 1 AND file_id NOT IN (SELECT file_id FROM files WHERE export_id = 2);
-- slow: SQLite looks up each of 200,000 ids in the other export

-- new-ids: The same the other way round, with EXCEPT.
SELECT file_id FROM files WHERE export_id = 2
EXCEPT
SELECT file_id FROM files WHERE export_id = 1;
-- slow: SQLite writes both lists into temporary trees

-- changed-validators: How many files have another validator?
SELECT o.validator_name AS old_validator, n.validator_name AS new_validator, count(*) AS files
FROM files o
JOIN files n ON n.file_id = o.file_id AND n.export_id = 2
WHERE o.export_id = 1 AND o.validator_name <> n.validator_name
GROUP BY o.validator_name, n.validator_name
ORDER BY files DESC, o.validator_name, n.validator_name;
-- slow: SQLite fetches the file's row for each side of each pair; DuckDB reads two columns

-- newly-declined: Which accepted files were declined, and by whom?
SELECT n.file_id, n.file_name, n.author_name, n.validator_name
FROM latest_files n
JOIN files o ON o.file_id = n.file_id AND o.export_id = 1
WHERE o.status = 'a' AND n.status = 'd'
ORDER BY n.file_id;
-- slow: SQLite fetches the declined files of one export and the same files of the other, one by one

-- relabelled-uses: Which labels are used more or less than before?
SELECT a.attribute_id,
  sum(CASE WHEN a.export_id = 1 THEN c.uses ELSE 0 END) AS uses_before,
  sum(CASE WHEN a.export_id = 2 THEN c.uses ELSE 0 END) AS uses_after
FROM attributes a
JOIN label_counts c ON c.attribute_key = a.attribute_key
GROUP BY a.attribute_id
ORDER BY a.attribute_id;

-- LOOK-UPS

-- one-file: What does an export say of a file?
SELECT * FROM files WHERE export_id = 2 AND file_id = :file_id;
-- limit: 1

-- one-file-by-name: The same by the name of the export.
SELECT f.*, e.project_id FROM files f JOIN exports e USING (export_id)
WHERE e.name = 'after' AND f.file_id = :file_id;
-- limit: 1

-- history-of-a-file: What did each export say of a file?
SELECT e.name, f.status, f.validator_name, f.update_date
FROM exports e
JOIN files f ON f.export_id = e.export_id
WHERE f.file_id = :file_id
ORDER BY e.export_id;
-- limit: 1

-- labels-of-a-file: Which labels does a file carry?
SELECT group_no, attribute_id, name, payload
FROM annotations
WHERE export = 'after' AND file_id = :file_id
ORDER BY group_no, position;
-- limit: 1

-- key-of-a-file: Where do the bytes of a file lie?
SELECT storage_key FROM latest_objects WHERE file_id = :file_id;
-- limit: 1

-- duplicates-of-a-file: Which files are duplicates of a file?
SELECT f.file_id, f.file_name, f.status
FROM duplicates d
JOIN files f ON f.file_key = d.file_key
WHERE d.original_id = :original_id AND f.export_id = 2;
-- limit: 1

-- id-prefix: Which files have an id that begins so?
SELECT file_id, file_name, status FROM files
WHERE export_id = 2 AND file_id >= '6787' AND file_id < '6788';
-- limit: 20

-- one-day: Which files were uploaded on a day?
SELECT file_id, file_name, status, author_name, upload_date
FROM files
WHERE export_id = 2 AND upload_date >= '2025-03-14' AND upload_date < '2025-03-15'
ORDER BY upload_date;
-- limit: 20

-- one-person: Which files did one author upload?
SELECT file_id, file_name, status, upload_date FROM files WHERE export_id = 2 AND author_name = 'collector-17';
-- limit: 20

-- one-validator-declined: Which files did one validator decline?
SELECT file_id, file_name, author_name, update_date
FROM files
WHERE export_id = 2 AND validator_name = 'collector-17' AND status = 'd';
-- limit: 20

-- one-label: Which files carry a label?
SELECT DISTINCT f.file_id, f.file_name, f.status
FROM attributes a
JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
JOIN files f ON f.file_key = ga.file_key
WHERE a.export_id = 2 AND a.attribute_id = 37;
-- limit: 20

-- SAVED QUERIES
-- Why those take more than four times DuckDB's time that do:
-- files-by-status: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time
-- decline-rate-by-author: SQLite steps through the 200,000 entries of an index one after the other; DuckDB counts a vector at a time
-- label-cooccurrence: SQLite looks up the labels of each group, and sorts two million pairs to count them
-- validator-agreement: SQLite looks up each decided file in the next export, and fetches both rows
-- validator-throughput: no index holds the update date: SQLite fetches each decided file from the table
-- overview: SQLite counts groups, labels and links of each file in turn
-- missing-media: SQLite steps through the files one after the other to find that there are no media
-- diff-status: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both
-- diff-files: SQLite looks up each of 200,000 ids in the other export, both ways, and fetches the rows of both
-- diff-labels: SQLite looks up each of 200,000 ids in the other export, and fetches the rows of both
-- flip-flops: SQLite sorts all files of all exports by their ids
-- label-paths: SQLite looks up the labels of each group, and puts paths and files into temporary trees to count them
-- uploads-per-day: SQLite steps through the dates of one index, and through the videos of another
-- uploads-per-month: SQLite steps through the dates of one index, and through the videos of another
-- duplicate-clusters: SQLite follows each link by a look-up, and makes sure that no link stands in a ring
