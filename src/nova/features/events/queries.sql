-- list_events(after text, upto text, page_size int) -> EventPage
select nova.list_events(:after, :upto, :page_size)

-- issue_ticket(hash bytea, token_expires_at timestamptz) -> TicketExpiry
select json_build_object('expiresAt', nova.issue_ticket(:hash, :token_expires_at))

-- use_ticket(hash bytea) -> TicketHolder
select nova.use_ticket(:hash)
