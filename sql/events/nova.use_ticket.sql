-- Whose ticket this is, once: it is gone with the asking. Nothing when it never was, or is too old.
create or replace function nova.use_ticket(hash bytea) returns json
language sql volatile security definer
set search_path = ''
as $$
with used as (
    delete from private.event_tickets t
    where t.hash = use_ticket.hash
    returning t.*
)
select json_build_object('userId', u.user_id, 'sessionId', u.session_id,
    'expiresAt', extract(epoch from u.token_expires_at)::bigint)
from used u
where u.expires_at > now()
$$;

grant execute on function nova.use_ticket(bytea) to nova_app;
