-- A trial that has ended, a cancelled subscription at the end of what was paid and a paid one three
-- days after it are over, at most 500 a run: their rows can be read, their offers rest.
--
-- What is paid for is usable for its three days of grace, and says so.
create or replace function private.expire_subscriptions(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.subscriptions s
    set grace_until = s.current_period_end + interval '3 days'
    where s.id = any (array(
        select d.id from nova.subscriptions d
        where d.status = 'ACTIVE' and d.current_period_end <= at and d.paid_ahead is null
            and d.grace_until is distinct from d.current_period_end + interval '3 days'
        order by d.current_period_end
        limit 500
        for update skip locked));
    update nova.subscriptions s
    set status = 'EXPIRED'
    where s.id = any (array(
        select d.id from nova.subscriptions d
        where d.status <> 'EXPIRED' and d.current_period_end <= at and d.paid_ahead is null
            and (d.status <> 'ACTIVE' or d.current_period_end <= at - interval '3 days')
        order by d.current_period_end
        limit 500
        for update skip locked));
end
$$;
