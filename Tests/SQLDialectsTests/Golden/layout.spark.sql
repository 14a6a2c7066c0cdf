-- Layout
--	tabs, spaces and line ends stay
select	cast ( 1  as
	BIGINT ) ,
  listagg ( name , ',' )   -- é :label
from files
  join duplicates d   on (d.file_key=files.file_key AND d.export_id = files.export_id)
order   by 1 , name   desc   -- the end