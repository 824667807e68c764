-- What providers of payments told is forgotten after 90 days, at most 5,000 a run.
create or replace function private.forget_webhooks(at timestamptz) returns void
language sql volatile
as $$
delete from private.webhook_inbox w
where (w.provider, w.event_id) in (
    select d.provider, d.event_id from private.webhook_inbox d
    where d.received_at <= at - interval '90 days'
    limit 5000)
$$;
