-- The figures that a property counts in: its owner's, while it is not deleted.
create or replace function private.property_figures(property nova.properties) returns text[]
language sql immutable parallel safe
as $$
select case when property.deleted_at is null then array_remove(array[
    'totalProperties',
    case when property.status = 'ACTIVE' then 'activeProperties' end,
    case when property.status = 'SOLD' then 'soldProperties' end,
    case when property.status = 'RENTED' then 'rentedProperties' end], null) end
$$;
