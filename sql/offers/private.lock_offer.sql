-- One of the caller's offers, locked against change; null when it is none of theirs.
create or replace function private.lock_offer(offer_id uuid, permission text) returns nova.offers
language plpgsql volatile
set search_path = ''
as $$
declare
    v_offer nova.offers;
begin
    select o.* into v_offer
    from nova.offers o
    where o.id = lock_offer.offer_id and o.deleted_at is null
    for no key update;
    if not found
        or not nova.may(permission, v_offer.scope_id, v_offer.user_id)
        or not nova.may('offers.read', v_offer.scope_id, v_offer.user_id)
    then
        return null;
    end if;
    return v_offer;
end
$$;
