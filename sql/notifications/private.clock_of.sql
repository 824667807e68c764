-- A time of day as it is written in settings, "22:30"; null where it is none.
create or replace function private.clock_of(words text) returns time
language sql immutable
as $$
select case when words ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then words::time end
$$;
