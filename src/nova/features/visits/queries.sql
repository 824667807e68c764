-- make_response_link(appointment_id uuid, token_hash bytea, link text) -> ResponseLink
select nova.make_response_link(:appointment_id, :token_hash, :link)

-- preview_visit(token_hash bytea) -> Visit
select nova.preview_visit(:token_hash)

-- answer_visit(token_hash bytea, answer text, seen_at timestamptz) -> Visit
select nova.answer_visit(:token_hash, :answer, :seen_at)
