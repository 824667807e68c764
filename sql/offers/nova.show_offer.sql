-- One offer: whole to its own side and to a broker who accepted, a teaser to other brokers.
--
-- A row crosses owners here; its columns are those of the teaser and the
-- details, nothing else.
create or replace function nova.show_offer(offer_id uuid) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_offer nova.offers;
begin
    select o.* into v_offer
    from nova.offers o
    join nova.users u on u.id = o.user_id
    where o.id = show_offer.offer_id
        and o.deleted_at is null
        and (u.status = 'ACTIVE' or nova.may('offers.read', o.scope_id, o.user_id));
    if not found or nova.current_user_id() is null then
        return null;
    end if;
    if nova.may('offers.read', v_offer.scope_id, v_offer.user_id) then
        return json_build_object('access', 'own', 'offer', api.offer(v_offer));
    end if;
    if exists (
        select from nova.smart_matches m
        where m.offer_id = v_offer.id
            and m.status = 'ACCEPTED'
            and private.match_side(m) = 'broker'
    ) then
        return json_build_object('access', 'accepted', 'offer', api.teaser(v_offer),
            'fullDetails', v_offer.full_details,
            'broker', private.broker_card(v_offer.user_id, true));
    end if;
    if v_offer.status <> 'ACTIVE' or v_offer.expires_at <= now() or not private.may_trade() then
        return null;
    end if;
    return json_build_object('access', 'teaser', 'offer', api.teaser(v_offer));
end
$$;

grant execute on function nova.show_offer(uuid) to nova_app;
