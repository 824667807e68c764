-- Whether a pair that has a match already may be made anew: it lost its market and came back, or
-- was rejected and the price has fallen by 5 % or the score risen by 10 since.
create or replace function private.may_offer_again(
    match nova.smart_matches, points bigint, price double precision
) returns boolean
language sql stable
as $$
select match.status = 'EXPIRED' or match.status = 'REJECTED' and exists (
    select from nova.match_answers a
    join private.match_plans p on p.plan = (may_offer_again.points >> 45) & 15
    where a.id = match.id
        and (may_offer_again.price <= a.price * (1 - p.reoffer_price_drop)
            or private.score_of(may_offer_again.points)
                >= private.score_of(match.points) + p.reoffer_score_rise))
$$;
