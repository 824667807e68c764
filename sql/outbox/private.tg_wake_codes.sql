-- Wake the worker for a code, which somebody waits for. A NOTIFY takes one lock for the whole
-- server: no other message has one, and is looked for every fifth of a second.
create or replace function private.tg_wake_codes() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform pg_notify('nova_codes', '');
    return null;
end
$$;
