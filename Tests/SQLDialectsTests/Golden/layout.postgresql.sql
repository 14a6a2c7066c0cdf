-- Layout
--	tabs, spaces and line ends stay
select	cast ( 1  as
	bigint ) ,
  string_agg ( name , ',' )   -- é :label
from files
  join duplicates d   on d.file_key=files.file_key
order   by 1 NULLS FIRST , name   desc NULLS LAST   -- the end