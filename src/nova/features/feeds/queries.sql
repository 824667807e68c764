-- rotate_feed(nonce bytea, token_hash bytea, tasks_as text) -> KeptFeed
select api.feed(f) from nova.rotate_feed(:nonce, :token_hash, :tasks_as) as f

-- own_feed() -> KeptFeed
select api.feed(f) from nova.own_feed() as f

-- feed_changed(token_hash bytea) -> FeedChanged
select nova.feed_changed(:token_hash)

-- read_feed(token_hash bytea) -> CalendarFile
select nova.read_feed(:token_hash)

-- show_event(appointment_id uuid) -> CalendarFile
select nova.show_event(:appointment_id)
