-- The queues in figures, for the metrics: messages by status, the age of the oldest one due, how
-- many may have gone twice, how many providers are paused and reports are of no known message, what
-- waits for the matcher and how long the first has, for how many days to come the log has room,
-- how many one-time codes were asked for in this hour,
-- how many people's figures the last nightly recount found wrong, how late the clock is with what
-- is due, and how many of its items failed when they last ran.
create or replace function private.queue_figures() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'outbox', coalesce((
        select json_object_agg(s.status, s.count)
        from (
            select o.status, count(*) as count
            from nova.outbox o
            where o.status in ('PENDING', 'SENDING') or o.created_at > now() - interval '1 day'
            group by o.status) as s), '{}'),
    'outboxLagSeconds', coalesce((
        select extract(epoch from now() - min(o.next_attempt_at))
        from nova.outbox o
        where o.status = 'PENDING' and o.next_attempt_at <= now()
            and o.class <> 'PROMOTIONAL'), 0), -- those wait for their hour
    'maybeTwice', (
        select coalesce(sum(o.ambiguous), 0)
        from nova.outbox o
        where o.created_at > now() - interval '1 day'),
    'providersPaused', (
        select count(*) from private.providers p where p.paused_until > now()),
    'reportsUnknown', (select count(*) from private.delivery_reports),
    'matchQueue', (select count(*) from private.match_queue q where q.error is null),
    'matchFailed', (select count(*) from private.match_queue q where q.error is not null),
    'matchLagSeconds', coalesce((
        select extract(epoch from clock_timestamp() - q.queued_at)
        from private.match_queue q where q.error is null order by q.id limit 1), 0),
    'codesAsked', coalesce((
        select a.used from private.auth_attempts a
        where a.bucket = 'code-hour-platform' and a.expires_at > now()), 0),
    'eventDaysAhead', (
        select count(*) - 1 from pg_class c
        where c.relispartition and c.relname ~ '^events_\d{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') >= (now() at time zone 'UTC')::date),
    'statsDrifted', coalesce((
        select c.drifted from private.stats_checks c order by c.day desc limit 1), 0),
    'clockLagSeconds', (
        select greatest(0, extract(epoch from clock_timestamp() - min(i.next_run)))
        from private.clock_items i),
    'clockFailed', (
        select count(*) from private.clock_items i where i.last_error is not null))
$$;

grant execute on function private.queue_figures() to nova_app;
