-- A new person has figures: none yet.
create or replace function private.tg_open_stats() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.user_stats (user_id) select n.id from new_rows n;
    return null;
end
$$;
