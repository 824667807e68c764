-- A buyer's or tenant's request, as its own side sees it.
create or replace function api.request(request nova.requests) returns json
language sql stable
as $$
select json_build_object(
    'id', request.id,
    'userId', request.user_id,
    'teamId', request.team_id,
    'customerId', request.customer_id,
    'type', request.type,
    'propertyTypes', request.property_types,
    'cities', request.cities,
    'districts', request.districts,
    'priceMin', request.price_min,
    'priceMax', request.price_max,
    'areaMin', request.area_min,
    'areaMax', request.area_max,
    'bedroomsMin', request.bedrooms_min,
    'bathroomsMin', request.bathrooms_min,
    'ageMax', request.age_max,
    'facing', request.facing,
    'requiredFeatures', request.required_features,
    'mustFeatures', request.must_features,
    'description', request.description,
    'financingNeeded', request.financing_needed,
    'downPayment', request.down_payment,
    'monthlySalary', request.monthly_salary,
    'urgencyLevel', request.urgency_level,
    'status', request.status,
    'canceledReason', request.canceled_reason,
    'fulfilledBy', request.fulfilled_by,
    'summary', request.summary,
    'fullDetails', request.full_details,
    'expiresAt', request.expires_at,
    'createdAt', request.created_at,
    'updatedAt', request.updated_at,
    'version', request.version)
$$;

grant execute on function api.request(nova.requests) to nova_app;
