-- A request's teaser and details are built from its own columns, never taken from the client.
--
-- Salary and down payment stay out of both: they are for the owner's side only.
create or replace function private.tg_summarise_request() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    new.summary := jsonb_build_object(
        'type', new.type,
        'propertyTypes', new.property_types,
        'cities', new.cities,
        'districts', new.districts,
        'priceMax', new.price_max,
        'areaMin', new.area_min,
        'urgencyLevel', new.urgency_level);
    new.full_details := new.summary || jsonb_build_object(
        'priceMin', new.price_min,
        'areaMax', new.area_max,
        'bedroomsMin', new.bedrooms_min,
        'bathroomsMin', new.bathrooms_min,
        'ageMax', new.age_max,
        'facing', new.facing,
        'requiredFeatures', new.required_features,
        'mustFeatures', new.must_features,
        'description', new.description,
        'financingNeeded', new.financing_needed);
    return new;
end
$$;
