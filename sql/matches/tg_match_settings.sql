-- A broker wants to be matched otherwise: all their open requests wait for the matcher.
create or replace function private.tg_match_settings() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.queue_matching(null, array(
        select r.id
        from new_rows n
        join nova.requests r on r.user_id = n.user_id
        where r.status = 'ACTIVE' and r.deleted_at is null));
    return null;
end
$$;
