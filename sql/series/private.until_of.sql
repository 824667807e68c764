-- A moment, as a rule's UNTIL has it.
create or replace function private.until_of(at timestamptz) returns text
language sql immutable
as $$
select to_char(at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
$$;
