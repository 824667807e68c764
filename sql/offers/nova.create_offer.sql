-- Offer a published property to other brokers.
--
-- Its texts are built from the property, never taken from the client. It may not outlive the
-- advertising licence, and without an expiry it ends with it. Definer: an offer is written by this
-- rule only; it checks the right.
create or replace function nova.create_offer(
    property_id uuid, max_brokers int, expires_at timestamptz
) returns nova.offers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_property nova.properties;
    v_offer nova.offers;
begin
    select p.* into v_property
    from nova.properties p
    where p.id = create_offer.property_id and p.deleted_at is null
    for no key update;
    if not found or not nova.may('properties.read', v_property.scope_id, v_property.user_id) then
        raise exception using
            errcode = 'PT422', message = 'property_unknown', column = 'propertyId';
    end if;
    if not nova.may('offers.create', v_property.scope_id, v_property.user_id)
        or not nova.may('properties.publish', v_property.scope_id, v_property.user_id)
    then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    perform private.require_licence();
    if v_property.status <> 'ACTIVE' or not v_property.is_published then
        raise exception using
            errcode = 'PT409', message = 'property_not_published', column = 'propertyId';
    end if;
    perform private.check_offer_expiry(create_offer.expires_at, v_property.ad_license_expires_at);
    insert into nova.offers as o (
        property_id, user_id, team_id, summary, full_details, max_brokers, expires_at)
    values (v_property.id, v_property.user_id, v_property.team_id,
        private.offer_summary(v_property), private.offer_details(v_property),
        create_offer.max_brokers, coalesce(create_offer.expires_at,
            private.end_of_day(v_property.ad_license_expires_at)))
    returning o.* into v_offer;
    return v_offer;
end
$$;

grant execute on function nova.create_offer(uuid, int, timestamptz) to nova_app;
