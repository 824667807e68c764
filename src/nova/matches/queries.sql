-- list_matches(status text, min_score int, cursor text, page_size int) -> MatchPage
-- The caller's own matches as the broker who may take them.
with recent as (
    select m.id, m.created_at
    from nova.smart_matches m
    cross join private.read_cursor(:cursor) as after
    where m.broker_id = nova.current_user_id()
        and (:status is null or m.status = :status)
        and (:min_score is null or m.match_score >= :min_score)
        and (m.created_at, m.id) < (after.at, after.id)
    order by m.created_at desc, m.id desc
    limit :page_size + 1
)
select api.page(array_agg(nova.show_match(recent.id) order by recent.created_at desc, recent.id desc), :page_size)
from recent

-- view_match(match_id uuid) -> Match
select nova.view_match(:match_id)

-- accept_match(match_id uuid) -> Match
select nova.accept_match(:match_id)

-- reject_match(match_id uuid, reason text) -> Match
select nova.reject_match(:match_id, :reason)
