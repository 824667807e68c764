-- Whether one more notice may go to somebody by SMS this month, by their plan, and count it if so.
-- No notice is refused for it: what may not go by SMS is in the app all the same.
create or replace function private.use_sms(person uuid) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_allowed int;
begin
    select coalesce((p.limits ->> 'smsPerMonth')::int, 1000000) into v_allowed
    from nova.subscriptions s
    join nova.subscription_plans p on p.id = s.plan_id
    where s.user_id = person;
    insert into private.plan_periods as u (payer, key, day, used)
    select person, 'smsPerMonth', date_trunc('month', private.today())::date, 1
    where v_allowed > 0
    on conflict on constraint plan_periods_pkey do update set used = u.used + 1
        where u.used < v_allowed;
    return found;
end
$$;
