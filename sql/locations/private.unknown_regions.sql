-- The regions of an imported list that are none of the 13; null when there are none.
create or replace function private.unknown_regions(regions jsonb) returns text
language sql stable
as $$
select string_agg(f.name_ar, ', ')
from jsonb_to_recordset(regions) as f (region_id bigint, name_ar text, name_en text)
where private.region_of(f.name_ar, f.name_en) is null
$$;
