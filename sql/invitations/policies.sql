-- Invitations are seen by who manages the team; the invited meets theirs by its token only.
create policy team_invitations_rules on nova.team_invitations to nova_rules
    using (true) with check (true);
create policy team_invitations_managed on nova.team_invitations for select to nova_app
    using (team_id = any (array(select s from nova.whole_scopes('team.manage') as s)));
grant select (id, team_id, invited_by, phone, email, role, status, expires_at, created_at,
    updated_at, version) on nova.team_invitations to nova_app;
