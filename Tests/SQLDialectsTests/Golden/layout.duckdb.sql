-- Layout
--	tabs, spaces and line ends stay
select	cast ( 1  as
	BIGINT ) ,
  string_agg ( name , ',' )   -- é :label
from files
  join duplicates d   on d.file_key=files.file_key
order   by 1 NULLS FIRST , name   desc   -- the end