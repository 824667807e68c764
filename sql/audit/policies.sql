-- The log is added to by the rules. One reads one's own acts, who manages a team and reads its rows
-- reads what happened in it, the back office reads all; secrets were masked when they were written.
create policy audit_log_add on nova.audit_log for insert to nova_rules with check (true);
create policy audit_log_look on nova.audit_log for select to nova_rules using (true);
create policy audit_log_read on nova.audit_log for select to nova_app using (
    actor_id = (select nova.current_user_id())
    or (team_id = any (array(select nova.whole_scopes('team.manage')))
        and team_id = any (array(select nova.whole_scopes('customers.read'))))
    or (select nova.in_back_office()));
create policy audit_log_default_look on nova.audit_log_default for select to nova_owner
    using (true);
grant select on nova.audit_log to nova_app;
