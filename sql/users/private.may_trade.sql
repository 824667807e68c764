-- Whether the caller may use the marketplace and smart matches at all.
--
-- Not the back office; somebody who is only a member of teams where one of them lets them.
create or replace function private.may_trade() returns boolean
language sql stable security definer
set search_path = ''
as $$
select exists (
    select from nova.users me
    where me.id = nova.current_user_id()
        and me.role not in ('OWNER', 'ADMIN')
        and (me.role <> 'TEAM_MEMBER' or exists (
            select from nova.team_members m
            cross join private.member_reach(m.id, m.role, 'matches.read') as reach
            where m.user_id = me.id
                and m.status = 'ACTIVE'
                and reach <> 'NONE')))
$$;

grant execute on function private.may_trade() to nova_app;
