-- Turn a match down, from whatever state: with the reason, the price that was asked then, and when.
create or replace function private.close_match(match nova.smart_matches, reason text) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.smart_matches m set status = 'REJECTED' where m.id = match.id;
    insert into nova.match_answers as a (id, rejected_at, rejected_by, rejected_reason, price)
    select match.id, now(), nova.current_user_id(), reason, p.price
    from nova.offers o
    join nova.properties p on p.id = o.property_id
    where o.id = match.offer_id
    on conflict (id) do update
    set rejected_at = excluded.rejected_at, rejected_by = excluded.rejected_by,
        rejected_reason = excluded.rejected_reason,
        price = excluded.price;
end
$$;
