-- Keep a pair that the caller saw in the market as their match, opened; one that is kept already is
-- opened. Null when the request is not theirs.
create or replace function nova.keep_match(request_id uuid, offer_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests;
    v_match uuid;
begin
    select r.* into v_request
    from nova.requests r
    where r.id = keep_match.request_id and r.deleted_at is null
        and r.user_id = nova.current_user_id()
        and nova.may('requests.read', r.scope_id, r.user_id)
        and nova.may('matches.read', r.scope_id, r.user_id);
    if not found then
        return null;
    end if;
    perform private.require_trade();
    insert into nova.smart_matches as m (offer_id, request_id, broker_id, points, status)
    select h.offer_id, d.request_id, d.user_id, private.pair_points(d, h), 'VIEWED'
    from private.demand d
    join private.stock h on private.is_open_to(d, h)
    where d.request_id = v_request.id and h.offer_id = keep_match.offer_id
        and private.pair_points(d, h) is not null
    on conflict on constraint smart_matches_request_id_offer_id_key do nothing
    returning m.id into v_match;
    if found then
        insert into nova.match_answers (id, viewed_at) values (v_match, now());
        return nova.show_match(v_match);
    end if;
    select m.id into v_match
    from nova.smart_matches m
    where m.request_id = v_request.id and m.offer_id = keep_match.offer_id;
    if not found then
        raise exception using
            errcode = 'PT409', message = 'offer_does_not_fit', column = 'offerId';
    end if;
    return nova.view_match(v_match);
end
$$;

grant execute on function nova.keep_match(uuid, uuid) to nova_app;
