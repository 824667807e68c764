-- A message is called off or given up before it went, and why. Nobody needs the text of a code or
-- an invitation any more.
create or replace function private.end_message(message nova.outbox, state text, reason text)
returns void
language sql volatile
as $$
update nova.outbox o
set status = state, last_error = reason,
    payload = case when o.class = 'OTP' or o.topic like '%.invitation'
        then o.payload - 'text' else o.payload end
where o.id = message.id
$$;
