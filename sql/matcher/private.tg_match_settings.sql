-- A broker wants to be matched otherwise: all their open requests wait for the matcher.
create or replace function private.tg_match_settings() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' or (new.algorithm, new.mode, new.muted_cities)
        is distinct from (old.algorithm, old.mode, old.muted_cities)
    then
        perform private.queue_matching(null, private.open_requests(new.user_id));
    end if;
    return null;
end
$$;
