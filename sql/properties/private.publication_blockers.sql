-- What keeps a property off the market, all of it: its state, and an advertising licence that is
-- missing or has expired (REGA's rules on advertisements).
create or replace function private.publication_blockers(property nova.properties) returns jsonb[]
language sql stable
set search_path = ''
as $$
select array_remove(array[
    case when property.status not in ('DRAFT', 'ACTIVE', 'RENTED')
        then private.blocker(409, 'property_not_publishable', 'status',
            private.of_states('propertyStatus', property.status)) end,
    case when property.ad_license_number is null
        then private.blocker(409, 'ad_license_required', 'adLicenseNumber')
        when property.ad_license_expires_at < private.today()
        then private.blocker(409, 'ad_license_required', 'adLicenseExpiresAt') end], null)
$$;
