-- Open one match; the first time its broker does, it becomes VIEWED.
create or replace function nova.view_match(match_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    update nova.smart_matches m
    set status = 'VIEWED'
    where m.id = match_id and m.status = 'PENDING' and private.match_side(m) = 'broker';
    if found then
        insert into nova.match_answers as a (id, viewed_at) values (match_id, now())
        on conflict (id) do update set viewed_at = excluded.viewed_at;
    end if;
    return nova.show_match(match_id);
end
$$;

grant execute on function nova.view_match(uuid) to nova_app;
