-- The open invitations of a team, the newest first; null when it is no team of the caller's,
-- refused when they do not manage it.
create or replace function nova.list_invitations(team_id uuid) returns json
language plpgsql stable security definer
set search_path = ''
as $$
begin
    if list_invitations.team_id not in (select nova.my_teams()) then
        return null;
    end if;
    if list_invitations.team_id not in (select s from nova.whole_scopes('team.manage') as s) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    return json_build_object('data', (
        select coalesce(json_agg(api.invitation(i) order by i.created_at desc, i.id desc), '[]')
        from nova.team_invitations i
        where i.team_id = list_invitations.team_id
            and i.status = 'PENDING'
            and i.expires_at > now()));
end
$$;

grant execute on function nova.list_invitations(uuid) to nova_app;
