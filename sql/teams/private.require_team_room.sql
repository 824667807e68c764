-- Refuse one member more than the plan of who pays for the team allows: its company, else its
-- manager. Open invitations count where one more is sent.
create or replace function private.require_team_room(team nova.teams, with_invitations boolean)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_plan record;
    v_used int;
begin
    v_plan := private.lock_plan(coalesce(team.company_id, team.manager_id));
    select count(*) into v_used
    from nova.team_members m
    where m.team_id = team.id and m.status = 'ACTIVE';
    if with_invitations then
        v_used := v_used + (
            select count(*)
            from nova.team_invitations i
            where i.team_id = team.id and i.status = 'PENDING' and i.expires_at > now());
    end if;
    perform private.require_room(v_plan.plan, (v_plan.limits ->> 'maxTeamMembers')::int, v_used);
end
$$;
