-- A request goes out to other brokers at once: only with a phone that is proved.
create or replace function private.tg_require_verified() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.require_verified();
    return null;
end
$$;
