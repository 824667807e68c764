-- Bring an expired offer back into the market until a new expiry, or the end of the advertising
-- licence; it is matched again.
create or replace function nova.renew_offer(offer_id uuid, expires_at timestamptz)
returns nova.offers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_offer nova.offers := private.lock_offer(offer_id, 'offers.update');
    v_property nova.properties;
begin
    if v_offer.id is null then
        return null;
    end if;
    if v_offer.status <> 'EXPIRED' and (v_offer.expires_at > now()) is not false then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('offerStatus', v_offer.status, 'ACTIVE');
    end if;
    perform private.require_licence();
    select p.* into v_property from nova.properties p where p.id = v_offer.property_id;
    if v_property.status <> 'ACTIVE' or not v_property.is_published
        or v_property.deleted_at is not null
    then
        raise exception using
            errcode = 'PT409', message = 'property_not_published';
    end if;
    expires_at := coalesce(expires_at, private.end_of_day(v_property.ad_license_expires_at));
    perform private.check_offer_expiry(expires_at, v_property.ad_license_expires_at);
    update nova.offers o
    set status = 'ACTIVE', expires_at = renew_offer.expires_at
    where o.id = v_offer.id
    returning o.* into v_offer;
    return v_offer;
end
$$;

grant execute on function nova.renew_offer(uuid, timestamptz) to nova_app;
