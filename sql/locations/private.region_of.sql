-- Our number for a region of an imported list, by its folded Arabic or English name.
create or replace function private.region_of(name_ar text, name_en text) returns smallint
language sql stable
as $$
select r.id
from nova.regions r
where nova.place_key(r.name_ar) = nova.place_key(region_of.name_ar)
    or nova.place_key(r.name_en) = nova.place_key(region_of.name_en)
limit 1
$$;
