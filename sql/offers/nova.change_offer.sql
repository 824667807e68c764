-- Change an offer's places and expiry; what the JSON does not name stays.
create or replace function nova.change_offer(offer_id uuid, changes jsonb) returns nova.offers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_offer nova.offers;
    v_licence_until date;
begin
    v_offer := private.lock_offer(offer_id, 'offers.update');
    if v_offer.id is null then
        return null;
    end if;
    v_offer := jsonb_populate_record(v_offer, changes);
    if v_offer.max_brokers < v_offer.accepted_count then
        raise exception using
            errcode = 'PT422', message = 'places_taken', column = 'maxBrokers',
            detail = json_build_object('accepted', v_offer.accepted_count);
    end if;
    if changes ? 'expires_at' then
        select p.ad_license_expires_at into v_licence_until
        from nova.properties p
        where p.id = v_offer.property_id;
        v_offer.expires_at := coalesce(v_offer.expires_at, private.end_of_day(v_licence_until));
        perform private.check_offer_expiry(v_offer.expires_at, v_licence_until);
    end if;
    update nova.offers o
    set max_brokers = v_offer.max_brokers, expires_at = v_offer.expires_at
    where o.id = v_offer.id
    returning o.* into v_offer;
    return v_offer;
end
$$;

grant execute on function nova.change_offer(uuid, jsonb) to nova_app;
