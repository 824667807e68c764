-- Nothing is written while the subscription of who pays for the row has expired: 402
-- subscription_expired. Reading and paying go on.
--
-- The argument says how the row leads to its scope. What counts against a limit asks this when it
-- comes (private.use_plan).
create or replace function private.tg_require_subscription() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_scope uuid;
begin
    case tg_argv[0]
        when 'row' then
            v_scope := case when tg_op = 'DELETE'
                then coalesce(old.team_id, old.user_id) else coalesce(new.team_id, new.user_id) end;
        when 'team' then v_scope := new.team_id;
        when 'manager' then v_scope := coalesce(new.company_id, new.manager_id);
        when 'customer' then
            v_scope := (select c.scope_id from nova.customers c where c.id = new.customer_id);
        when 'task' then
            v_scope := (select t.scope_id from nova.tasks t where t.id = new.task_id);
    end case;
    if exists (
        select from nova.subscriptions s
        where s.status = 'EXPIRED' and s.user_id = coalesce(
            (select coalesce(t.company_id, t.manager_id) from nova.teams t where t.id = v_scope),
            v_scope)
    ) then
        perform private.refuse_expired();
    end if;
    return coalesce(new, old);
end
$$;
