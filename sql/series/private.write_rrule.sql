-- A rule by its parts, as text.
create or replace function private.write_rrule(rule jsonb) returns text
language sql immutable
as $$
select string_agg(p.name || '=' || (rule ->> p.name), ';' order by p.place)
from private.rrule_parts() as p
where rule ? p.name
$$;
