-- The log is only ever added to; not even the rules take a line back.
create or replace function private.tg_append_only() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    raise exception using
        errcode = 'PT403', message = 'forbidden';
end
$$;
