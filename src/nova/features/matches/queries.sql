-- list_matches(status text, customer_id uuid, ids uuid[], min_score int, cursor text, page_size int, with_total boolean) -> MatchPage
select api.page(array_agg(nova.show_match(m.id) order by m.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.list_matches(:status, :customer_id, :ids, :min_score, null, 1000)) end)
from nova.list_matches(:status, :customer_id, :ids, :min_score, :cursor, :page_size + 1) as m

-- view_match(match_id uuid) -> Match
select nova.view_match(:match_id)

-- accept_match(match_id uuid) -> Match
select nova.accept_match(:match_id)

-- reject_match(match_id uuid, reason text) -> Match
select nova.reject_match(:match_id, :reason)

-- withdraw_match(match_id uuid, reason text) -> Match
select nova.withdraw_match(:match_id, :reason)

-- recalculate_matches() -> Queued
select nova.recalculate_matches()

-- show_match_settings() -> MatchSettings
select nova.show_match_settings()

-- save_match_settings(settings jsonb) -> MatchSettings
select nova.save_match_settings(:settings)

-- show_match_stats() -> MatchStats
select nova.show_match_stats()
