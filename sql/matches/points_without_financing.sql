-- The points of a pair in the market as the offer's side may know them: without what the buyer's
-- salary and down payment say of the price. Null when the pair is not in the market.
create or replace function private.points_without_financing(request_id uuid, offer_id uuid)
returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
    v_request private.demand;
    v_home private.stock;
begin
    select d.* into v_request
    from private.demand d where d.request_id = points_without_financing.request_id;
    select h.* into v_home
    from private.stock h where h.offer_id = points_without_financing.offer_id;
    v_request.price_max := v_request.price_asked;
    return private.pair_points(v_request, v_home);
end
$$;
