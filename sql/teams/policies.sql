-- Teams and their members are seen by each other. Who manages a team changes its name and
-- settings; members and rights change through functions only.
create policy teams_rules on nova.teams to nova_rules using (true) with check (true);
create policy teams_mine on nova.teams for select to nova_app
    using (id = any (array(select nova.my_teams())));
create policy teams_change on nova.teams for update to nova_app
    using (id = any (array(select s from nova.whole_scopes('team.manage') as s)));
create policy team_members_rules on nova.team_members to nova_rules using (true) with check (true);
create policy team_members_mine on nova.team_members for select to nova_app
    using (team_id = any (array(select nova.my_teams())));
create policy team_permissions_rules on nova.team_permissions to nova_rules
    using (true) with check (true);
grant select on nova.teams, nova.team_members to nova_app;
grant update (
    -- columns: TeamChanges
    name, description, logo_url, settings
    -- end
) on nova.teams to nova_app;
