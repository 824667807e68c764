-- People joined teams, left them, or are there as something else: one event each.
--
-- Who is made inactive is gone from the team, until they are made active again.
create or replace function private.tg_member_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_before nova.team_members[] := '{}';
    v_after nova.team_members[] := '{}';
begin
    if tg_op <> 'INSERT' then
        v_before := array(select o from old_rows o where o.status = 'ACTIVE');
    end if;
    if tg_op <> 'DELETE' then
        v_after := array(select n from new_rows n where n.status = 'ACTIVE');
    end if;
    perform private.tell_members(array(
        select a from unnest(v_after) as a
        where a.id not in (select b.id from unnest(v_before) as b)), 'team.member.added', true);
    perform private.tell_members(array(
        select a from unnest(v_after) as a
        where exists (
            select from unnest(v_before) as b where b.id = a.id and b.version <> a.version)),
        'team.member.updated', true);
    perform private.tell_members(array(
        select b from unnest(v_before) as b
        where b.id not in (select a.id from unnest(v_after) as a)), 'team.member.removed', false);
    return null;
end
$$;
