-- Visibility as sql/README.md says it: whole scopes, or held rows of the others; and the pool of a
-- team that shares it.
create policy customers_rules on nova.customers to nova_rules using (true) with check (true);
create policy customers_read on nova.customers for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('customers.read') as s))
    or (holder_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('customers.read') as s)))
    or (assigned_to is null and scope_id = any (array(select s from nova.pool_scopes() as s))));
create policy customers_create on nova.customers for insert to nova_app with check (
    scope_id = any (array(select s from nova.whole_scopes('customers.create') as s))
    or (holder_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('customers.create') as s))));
create policy customers_update on nova.customers for update to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('customers.update') as s))
    or (holder_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('customers.update') as s))));
grant select on nova.customers to nova_app;
grant insert (
    -- columns: NewCustomer
    name, phone, team_id, email, whatsapp, category, interest_level, source, is_vip,
    preferred_contact_method, preferred_contact_time, budget_min, budget_max, financing_needed,
    preferred_cities, preferred_districts, property_types, tags, notes, custom_fields
    -- end
) on nova.customers to nova_app;
grant update (
    -- columns: CustomerChanges
    name, phone, email, whatsapp, category, interest_level, source, status, is_vip,
    preferred_contact_method, preferred_contact_time, budget_min, budget_max, financing_needed,
    preferred_cities, preferred_districts, property_types, tags, notes, custom_fields
    -- end
) on nova.customers to nova_app;

-- An activity follows its customer: reached through list_activities and log_activity only, which
-- ask once for the customer. A policy that looks it up for each row costs hundreds of times more.
create policy customer_activities_rules on nova.customer_activities to nova_rules
    using (true) with check (true);

create policy customer_documents_rules on nova.customer_documents to nova_rules
    using (true) with check (true);
