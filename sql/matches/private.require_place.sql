-- Refuse a broker whom the team does not let accept, or who has a place on this offer already.
create or replace function private.require_place(match nova.smart_matches) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if not exists (
        select from nova.requests r
        where r.id = match.request_id and nova.may('matches.accept', r.scope_id, r.user_id)
    ) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    if exists (
        select from nova.smart_matches m
        where m.offer_id = match.offer_id
            and m.broker_id = match.broker_id
            and m.status = 'ACCEPTED'
    ) then
        raise exception using
            errcode = 'PT409', message = 'offer_taken_already';
    end if;
end
$$;
