-- Visibility as sql/README.md says it; a request is held by its owner.
create policy requests_rules on nova.requests to nova_rules using (true) with check (true);
create policy requests_read on nova.requests for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('requests.read') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('requests.read') as s))));
create policy requests_create on nova.requests for insert to nova_app with check (
    scope_id = any (array(select s from nova.whole_scopes('requests.create') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('requests.create') as s))));
create policy requests_update on nova.requests for update to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('requests.update') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('requests.update') as s))));
grant select on nova.requests to nova_app;
grant insert (
    -- columns: NewRequest
    type, property_types, cities, districts, team_id, customer_id, price_min, price_max, area_min,
    area_max, bedrooms_min, bathrooms_min, age_max, facing, required_features, must_features,
    description, financing_needed, down_payment, monthly_salary, urgency_level, expires_at
    -- end
) on nova.requests to nova_app;
grant update (
    -- columns: RequestChanges
    type, property_types, cities, districts, customer_id, price_min, price_max, area_min, area_max,
    bedrooms_min, bathrooms_min, age_max, facing, required_features, must_features, description,
    financing_needed, down_payment, monthly_salary, urgency_level, expires_at
    -- end
) on nova.requests to nova_app;
