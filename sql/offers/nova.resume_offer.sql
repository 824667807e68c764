-- Put a paused offer back on the market; it is matched again.
create or replace function nova.resume_offer(offer_id uuid) returns nova.offers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_offer nova.offers := private.move_offer(offer_id, 'PAUSED', 'ACTIVE');
begin
    if v_offer.expires_at <= now() then
        raise exception using
            errcode = 'PT409', message = 'offer_closed';
    end if;
    return v_offer;
end
$$;

grant execute on function nova.resume_offer(uuid) to nova_app;
