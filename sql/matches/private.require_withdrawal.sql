-- Refuse whom the team does not let decide: a broker who may not accept, or an offer's side that
-- may not change it.
create or replace function private.require_withdrawal(
    match nova.smart_matches, offer nova.offers, side text
) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if side = 'broker' and exists (
            select from nova.requests r
            where r.id = match.request_id and nova.may('matches.accept', r.scope_id, r.user_id))
        or side = 'offer' and nova.may('offers.update', offer.scope_id, offer.user_id)
    then
        return;
    end if;
    raise exception using
        errcode = 'PT403', message = 'forbidden';
end
$$;
