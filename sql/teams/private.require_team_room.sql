-- Refuse one member more than the plan of who pays for the team allows: its company, else its
-- manager. Open invitations count where one more is sent.
create or replace function private.require_team_room(team nova.teams, with_invitations boolean)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_payer uuid := coalesce(team.company_id, team.manager_id);
    v_allowed int := private.lock_plan(v_payer, 'maxTeamMembers');
    v_used int := private.members_in(team.id);
begin
    if with_invitations then
        v_used := v_used + (
            select count(*)
            from nova.team_invitations i
            where i.team_id = team.id and i.status = 'PENDING' and i.expires_at > now());
    end if;
    perform private.require_room(v_payer, 'maxTeamMembers', v_allowed, v_used);
end
$$;
