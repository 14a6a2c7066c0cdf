-- Layout
--	tabs, spaces and line ends stay
select	cast ( 1  as
	integer ) ,
  group_concat ( name , ',' )   -- é :label
from files
  cross   join duplicates d   on d.file_key=files.file_key
order   by 1 , name   desc   -- the end