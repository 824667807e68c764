-- Make the coming partitions of the logs, UTC: so many days of events; of audit and analytics this
-- month and the next.
--
-- A definer function that belongs to nova_owner: only a table's owner may add a partition. Each is
-- made by itself and then attached: made as a partition it would wait for every open transaction
-- that wrote, and everybody else behind it (10 s seen); attaching stands in no writer's way. A
-- span that already has rows in the default partition keeps them there; the events have none, since
-- with it no day could be taken away without a stall. The rules reach a partition through its
-- parent only. A log that is being altered is left for the next time, in a minute; so are the
-- analytics while users are written, whom they refer to.
create or replace function private.make_partitions(days_ahead int) returns void
language plpgsql volatile security definer
set search_path = ''
set lock_timeout = '1s'
as $$
declare
    v_log record;
    v_from date;
    v_name text;
    v_taken boolean;
begin
    for v_log in
        select *
        from (values ('events', 'at', 'day', 'YYYYMMDD'), ('audit_log', 'at', 'month', 'YYYYMM'),
            ('analytics_events', 'created_at', 'month', 'YYYYMM')) as logs (name, key, span, form)
    loop
        for v_from in
            select generate_series(date_trunc(v_log.span, current_date::timestamp),
                current_date + case v_log.span
                    when 'month' then interval '1 month'
                    else least(days_ahead, 60) * interval '1 day' end,
                ('1 ' || v_log.span)::interval)
        loop
            v_name := v_log.name || '_' || to_char(v_from, v_log.form);
            continue when to_regclass('nova.' || v_name) is not null;
            if v_log.name <> 'events' then
                execute format('select exists ('
                    'select from nova.%I where %I >= $1 and %2$I < $1 + $2)',
                    v_log.name || '_default', v_log.key)
                into v_taken using v_from, ('1 ' || v_log.span)::interval;
                continue when v_taken;
            end if;
            begin
                execute format('create table nova.%I (like nova.%I including defaults '
                    'including constraints including storage)', v_name, v_log.name);
                execute format('alter table nova.%I enable row level security, '
                    'force row level security', v_name);
                execute format('revoke all on nova.%I from nova_rules', v_name);
                execute format('comment on table nova.%I is %L', v_name,
                    format('%s of %s', v_log.name, to_char(v_from, v_log.form)));
                if v_log.name = 'events' then -- whoever comes back reads its pending list whole
                    execute format('create index %I on nova.%I using gin (recipients) '
                        'with (gin_pending_list_limit = 256)', v_name || '_recipients_idx', v_name);
                end if;
                execute format(
                    'alter table nova.%I attach partition nova.%I for values from (%L) to (%L)',
                    v_log.name, v_name, v_from, (v_from + ('1 ' || v_log.span)::interval)::date);
            exception when lock_not_available then
                exit;
            end;
        end loop;
    end loop;
end
$$;

grant execute on function private.make_partitions(int) to nova_worker;
