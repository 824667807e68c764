-- A broker turns one of their own matches down, with a reason. It is offered again only when the
-- price falls or the score rises enough (private.may_offer_again).
create or replace function nova.reject_match(match_id uuid, reason text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_match nova.smart_matches;
begin
    select m.* into v_match
    from nova.smart_matches m
    where m.id = reject_match.match_id and private.match_side(m) = 'broker'
    for no key update;
    if not found then
        return null;
    end if;
    perform private.require_version(v_match.id, coalesce(
        (select a.version from nova.match_answers a where a.id = v_match.id), 0));
    if v_match.status not in ('PENDING', 'VIEWED') then
        raise exception using
            errcode = 'PT409', message = 'match_closed',
            detail = private.of_states('matchStatus', v_match.status);
    end if;
    perform private.close_match(v_match, reason);
    return nova.show_match(match_id);
end
$$;

grant execute on function nova.reject_match(uuid, text) to nova_app;
