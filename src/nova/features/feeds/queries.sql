-- rotate_feed(nonce bytea, token_hash bytea, tasks_as text) -> KeptFeed
select api.feed(f) from nova.rotate_feed(:nonce, :token_hash, :tasks_as) as f

-- own_feed() -> KeptFeed
select api.feed(f) from nova.own_feed() as f

-- feed_changed(token_hash bytea) -> FeedChanged
select nova.feed_changed(:token_hash)

-- read_feed(token_hash bytea) -> CalendarFile
select nova.read_feed(:token_hash)

-- show_event(appointment_id uuid) -> CalendarEvent
select api.calendar_event(a)
from nova.appointments a
where a.id = :appointment_id and a.deleted_at is null
