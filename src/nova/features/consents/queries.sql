-- list_consents(customer_id uuid, cursor text, page_size int) -> ConsentPage
select nova.list_consents(:customer_id, :cursor, :page_size)

-- record_consent(customer_id uuid, channel text, granted boolean, note text) -> Consent
select nova.record_consent(:customer_id, :channel, :granted, :note)

-- unsubscribe(token text, token_key bytea) -> Unsubscribed
select nova.unsubscribe(:token, :token_key)
