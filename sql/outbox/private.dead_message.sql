-- A message as an administrator sees it, with why it failed.
create or replace function private.dead_message(message nova.outbox) returns json
language sql stable
as $$
select (api.delivery(message)::jsonb || jsonb_build_object(
    'error', message.last_error, 'ambiguous', message.ambiguous))::json
$$;
