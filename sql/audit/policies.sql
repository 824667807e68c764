-- The log is added to by the rules. One reads one's own acts, in a team as long as one is in it.
-- Who manages a team reads what happened to those kinds of its rows that they may read; the back
-- office reads all. Secrets were masked when they were written.
create policy audit_log_add on nova.audit_log for insert to nova_rules with check (true);
create policy audit_log_look on nova.audit_log for select to nova_rules using (true);
create policy audit_log_read on nova.audit_log for select to nova_app using (
    (actor_id = (select nova.current_user_id())
        and (team_id is null or team_id = any (array(select nova.my_teams()))))
    or (team_id = any (array(select s from nova.whole_scopes('team.manage') as s))
        and case entity_type
        when 'customers' then
            team_id = any (array(select s from nova.whole_scopes('customers.read') as s))
        when 'properties' then
            team_id = any (array(select s from nova.whole_scopes('properties.read') as s))
        when 'offers' then
            team_id = any (array(select s from nova.whole_scopes('offers.read') as s))
        when 'requests' then
            team_id = any (array(select s from nova.whole_scopes('requests.read') as s))
        when 'appointments' then
            team_id = any (array(select s from nova.whole_scopes('appointments.read') as s))
        when 'tasks' then team_id = any (array(select s from nova.whole_scopes('tasks.read') as s))
        else entity_type in ('teams', 'team_members', 'team_permissions', 'team_invitations')
        end)
    or (select nova.in_back_office()));
create policy audit_log_default_look on nova.audit_log_default for select to nova_owner
    using (true);
grant select on nova.audit_log to nova_app;
