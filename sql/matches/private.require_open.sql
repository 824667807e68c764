-- Refuse to accept what cannot be taken any more, and say why.
create or replace function private.require_open(match nova.smart_matches, offer nova.offers)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if match.status not in ('PENDING', 'VIEWED', 'EXPIRED') then
        raise exception using
            errcode = 'PT409', message = 'match_closed',
            detail = private.of_states('matchStatus', match.status);
    end if;
    if offer.accepted_count >= offer.max_brokers then
        raise exception using
            errcode = 'PT409', message = 'offer_full',
            detail = json_build_object('places', offer.max_brokers);
    end if;
    if offer.status <> 'ACTIVE' or offer.expires_at <= now() or offer.deleted_at is not null
        or match.status = 'EXPIRED'
        or exists (select from nova.users u where u.id = offer.user_id and u.status <> 'ACTIVE')
    then
        raise exception using
            errcode = 'PT409', message = 'offer_closed';
    end if;
    if not exists (
        select from nova.requests r
        where r.id = match.request_id and r.status = 'ACTIVE' and r.deleted_at is null
            and (r.expires_at is null or r.expires_at > now())
    ) then
        raise exception using
            errcode = 'PT409', message = 'request_closed';
    end if;
end
$$;
