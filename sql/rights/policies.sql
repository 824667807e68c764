-- Everybody reads their own: the policies of all tables ask it as the caller.
create policy effective_rights_rules on nova.effective_rights to nova_rules
    using (true) with check (true);
create policy effective_rights_own on nova.effective_rights for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.effective_rights to nova_app;
