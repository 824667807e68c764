-- Notifications came, were read or went: how many their readers have not read moves. A statement
-- at a time, since all of somebody's may be read at once.
create or replace function private.tg_count_notifications() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_gone nova.notifications[];
    v_come nova.notifications[];
begin
    if tg_op <> 'INSERT' then
        v_gone := array(select o from old_rows o where not o.is_read);
    end if;
    if tg_op <> 'DELETE' then
        v_come := array(select n from new_rows n where not n.is_read);
    end if;
    insert into private.stats_moves (user_id, figures)
    select m.user_id, jsonb_build_object('unreadNotifications', sum(m.sign))
    from (
        select n.user_id, 1 as sign from unnest(v_come) as n
        union all
        select o.user_id, -1 from unnest(v_gone) as o
    ) as m
    group by m.user_id
    having sum(m.sign) <> 0;
    return null;
end
$$;
