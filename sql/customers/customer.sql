-- A customer, as the API answers it.
create or replace function api.customer(customer nova.customers) returns json
language sql stable
as $$
select json_build_object(
    'id', customer.id,
    'userId', customer.user_id,
    'teamId', customer.team_id,
    'assignedTo', customer.assigned_to,
    'name', customer.name,
    'phone', customer.phone,
    'phoneE164', customer.phone_e164,
    'email', customer.email,
    'whatsapp', customer.whatsapp,
    'category', customer.category,
    'interestLevel', customer.interest_level,
    'source', customer.source,
    'status', customer.status,
    'isVip', customer.is_vip,
    'preferredContactMethod', customer.preferred_contact_method,
    'preferredContactTime', customer.preferred_contact_time,
    'budgetMin', customer.budget_min,
    'budgetMax', customer.budget_max,
    'financingNeeded', customer.financing_needed,
    'preferredCities', customer.preferred_cities,
    'preferredDistricts', customer.preferred_districts,
    'propertyTypes', customer.property_types,
    'tags', customer.tags,
    'notes', customer.notes,
    'customFields', customer.custom_fields,
    'createdAt', customer.created_at,
    'updatedAt', customer.updated_at,
    'lastContact', customer.last_contact,
    'version', customer.version)
$$;

grant execute on function api.customer(nova.customers) to nova_app;
