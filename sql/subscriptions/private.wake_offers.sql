-- The offers that rested because their payer's subscription had expired are active again, the
-- newest first, until the plan has room for no more; those stay paused, and so do those that would
-- rest for another reason by now: past their time, of a property that has left the market, of
-- somebody who is suspended.
create or replace function private.wake_offers(payer uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_resting uuid;
begin
    for v_resting in
        select o.id
        from private.paused_offers r
        join nova.offers o on o.id = r.offer_id
        join nova.properties p on p.id = o.property_id
        join nova.users u on u.id = o.user_id
        where r.payer = wake_offers.payer and o.status = 'PAUSED' and o.deleted_at is null
            and (o.expires_at is null or o.expires_at > now())
            and p.is_published and u.status = 'ACTIVE'
        order by o.created_at desc
        for update of o
    loop
        begin
            update nova.offers o set status = 'ACTIVE' where o.id = v_resting;
        exception when sqlstate 'PT402' then
            exit;
        end;
    end loop;
    delete from private.paused_offers r where r.payer = wake_offers.payer;
end
$$;
