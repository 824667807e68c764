-- Move one of the caller's offers from one state to another; null when it is none of theirs.
create or replace function private.move_offer(offer_id uuid, old_status text, new_status text)
returns nova.offers
language plpgsql volatile
set search_path = ''
as $$
declare
    v_offer nova.offers := private.lock_offer(offer_id, 'offers.update');
begin
    if v_offer.id is null then
        return null;
    end if;
    if v_offer.status <> old_status then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('offerStatus', v_offer.status, new_status);
    end if;
    update nova.offers o set status = new_status where o.id = v_offer.id returning o.* into v_offer;
    return v_offer;
end
$$;
