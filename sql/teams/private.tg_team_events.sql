-- Teams changed: one event each. A new one is heard of by the members it gets; of its end hears
-- whoever was in it, though nobody may read it any more.
create or replace function private.tg_team_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case when n.deleted_at is not null and o.deleted_at is null then 'team.deleted'
            else 'team.updated' end,
        'team', n.id,
        private.hearers(private.team_audience(n.id), array[n.manager_id, o.manager_id] || case
            when n.deleted_at is not null then array(
                select m.user_id from nova.team_members m
                where m.team_id = n.id and m.status = 'ACTIVE'
                union
                select n.company_id where n.company_id is not null) end),
        private.event_data(api.team(n))
    from new_rows n
    join old_rows o on o.id = n.id and o.version <> n.version
    order by n.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
