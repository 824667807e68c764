-- Whether who sent an invitation may still send it: what they could give then is not theirs to
-- give for ever. Who is neither the company nor a manager gives no more than they have themselves.
create or replace function private.inviter_may(invitation nova.team_invitations, team nova.teams)
returns boolean
language sql stable
set search_path = ''
as $$
select exists (
    select from nova.users u
    left join nova.team_members m
        on m.user_id = u.id and m.team_id = team.id and m.status = 'ACTIVE'
    left join private.member_reach(m.id, m.role, 'team.manage') as reach on true
    where u.id = invitation.invited_by
        and u.status = 'ACTIVE'
        and u.role not in ('OWNER', 'ADMIN')
        and ((u.role = 'COMPANY' and team.company_id = u.id)
            or m.role = 'MANAGER'
            or (reach = 'WHOLE' and invitation.role <> 'MANAGER'
                and not exists (
                    select from jsonb_each_text(
                        private.permissions_of(invitation.role, '{}')) as given
                    left join private.member_reach(m.id, m.role, given.key) as own on true
                    where private.rank_of(given.value)
                        > private.rank_of(coalesce(own, 'NONE'))))))
$$;
