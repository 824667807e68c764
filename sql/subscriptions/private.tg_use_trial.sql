-- A phone was proved, or a commercial register named: where somebody has had the trial with it,
-- this one's trial is over; else it is theirs.
create or replace function private.tg_use_trial() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_used boolean;
begin
    insert into private.trials (kind, value, user_id)
    select t.kind, t.value, new.id
    from (values ('PHONE', case when new.phone_verified then new.phone::text end),
        ('REGISTER', new.commercial_registration)) as t (kind, value)
    where t.value is not null
    on conflict do nothing;
    v_used := exists (
        select from private.trials t
        where t.user_id <> new.id
            and ((t.kind = 'PHONE' and new.phone_verified and t.value = new.phone::text)
                or (t.kind = 'REGISTER' and t.value = new.commercial_registration)));
    if v_used then
        update nova.subscriptions s
        set trial_ends_at = now(), current_period_end = now(),
            current_period_start = least(s.current_period_start, now() - interval '1 second')
        where s.user_id = new.id and s.status = 'TRIAL' and s.current_period_end > now();
        if found then
            perform private.tell(new.id, 'trial_used');
        end if;
    end if;
    return null;
end
$$;
