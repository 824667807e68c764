-- Refuse an invitation to no address or two, to no Saudi mobile, to a member, or to a role that
-- its sender may not give.
create or replace function private.check_invitation(
    team nova.teams, typed text, mobile text, mail text, role text
) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if num_nonnulls(typed, mail) <> 1 then
        raise exception using
            errcode = 'PT422', message = 'address_required', column = 'phone';
    end if;
    if typed is not null and (mobile is null or mobile !~ '^\+9665\d{8}$') then
        raise exception using
            errcode = 'PT422', message = 'mobile_invalid', column = 'phone';
    end if;
    if role = 'MANAGER' then
        perform private.require_manager(team);
    end if;
    perform private.require_reach(team, null, '{}', private.permissions_of(role, '{}'));
    if exists (
        select from nova.team_members m
        join nova.users u on u.id = m.user_id
        where m.team_id = team.id
            and m.status = 'ACTIVE'
            and u.deleted_at is null
            and (u.phone = mobile or u.email = mail)
    ) then
        raise exception using
            errcode = 'PT409', message = 'member_exists';
    end if;
end
$$;
