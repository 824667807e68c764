-- The matches that the caller may take as the broker, newest first; below their own threshold only
-- when asked for.
--
-- Only those whose request is still theirs to read; definer, because the app sees matches through
-- these functions only.
create or replace function nova.list_matches(
    status text, customer_id uuid, ids uuid[], min_score int, cursor text, page_size int
) returns setof nova.smart_matches
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_whole uuid[] := array(select s from nova.whole_scopes('requests.read') as s);
    v_held uuid[] := array(select s from nova.held_scopes('requests.read') as s);
    v_open uuid[] := array(
        select s.scope from nova.reading_scopes('matches.read') as s
        where s.reach in ('WHOLE', 'HELD'));
    v_after record := private.read_cursor(cursor);
    v_from int := coalesce(list_matches.min_score, private.shown_from(v_me));
begin
    return query
    select m.*
    from nova.smart_matches m
    join nova.requests r on r.id = m.request_id
    join nova.offers o on o.id = m.offer_id
    cross join lateral private.points_with_financing(
        m.points, r, (o.summary ->> 'price')::double precision) as own
    where m.broker_id = v_me
        and private.may_trade()
        and r.scope_id = any (v_open)
        and (r.scope_id = any (v_whole) or (r.user_id = v_me and r.scope_id = any (v_held)))
        and (list_matches.status is null or m.status = list_matches.status)
        and (ids is null or m.id = any (ids))
        and (list_matches.customer_id is null or r.customer_id = list_matches.customer_id)
        and private.score_of(m.points) >= v_from
        and private.score_of(own) >= v_from
        and m.id < v_after.id
    order by m.id desc
    limit list_matches.page_size;
end
$$;

grant execute on function nova.list_matches(text, uuid, uuid[], int, text, int) to nova_app;
