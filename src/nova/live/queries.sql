-- open_log(known text, reached text) -> rows
-- Where the relay goes on. asyncpg sends these two; the clients' questions go through the pool.
select generation, start::text, is_another from private.open_log(:known, :reached::text::pg_snapshot)

-- read_log(since text, upto text, after_id bigint, page_size int) -> rows
-- What became visible. The recipients come as the text of an array: taking it apart costs half of
-- what 100 UUIDs do, and that is most of a flood's work.
select snapshot, cursor, lsn, flushed, id, at, event, entity, entity_id, team_id, frame,
    recipients::text
from private.read_log(:since::text::pg_snapshot, :upto::text::pg_snapshot, :after_id::bigint,
    :page_size::int)

-- missed_events(after text) -> Missed
select nova.missed_events(:after)

-- list_followed_teams() -> FollowedTeams
select json_build_object('teams', array(select nova.my_teams()))
