-- A customer, as the API answers it; "masked" hides the phones from who only observes the team.
create or replace function api.customer(customer nova.customers, masked boolean default false)
returns json
language sql stable
as $$
select json_build_object(
    'id', customer.id,
    'userId', customer.user_id,
    'teamId', customer.team_id,
    'assignedTo', customer.assigned_to,
    'assignedToName', private.name_of(customer.assigned_to),
    'name', customer.name,
    'phone', case when masked then private.masked_phone(customer.phone_e164)
        else customer.phone end,
    'phoneE164', case when masked then private.masked_phone(customer.phone_e164)
        else customer.phone_e164 end,
    'email', customer.email,
    'whatsapp', case when masked then private.masked_phone(nova.normalize_phone(customer.whatsapp))
        else customer.whatsapp end,
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

grant execute on function api.customer(nova.customers, boolean) to nova_app;
