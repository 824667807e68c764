-- The offer did its work: it leaves the market for good, its open matches expire; those accepted
-- stay.
create or replace function nova.complete_offer(offer_id uuid) returns nova.offers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_offer nova.offers := private.lock_offer(offer_id, 'offers.update');
begin
    if v_offer.id is null then
        return null;
    end if;
    if v_offer.status not in ('ACTIVE', 'PAUSED') then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('offerStatus', v_offer.status, 'COMPLETED');
    end if;
    update nova.offers o set status = 'COMPLETED' where o.id = v_offer.id
    returning o.* into v_offer;
    return v_offer;
end
$$;

grant execute on function nova.complete_offer(uuid) to nova_app;
