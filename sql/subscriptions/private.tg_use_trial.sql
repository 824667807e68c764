-- A phone was proved, or a commercial register named by somebody with a proved phone: where another
-- has had the trial with it, this one's trial is over, cancelled or not; else it is theirs. A
-- register that somebody names no more is free again.
create or replace function private.tg_use_trial() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    delete from private.trials t
    where t.user_id = new.id and t.kind = 'REGISTER'
        and t.value is distinct from new.commercial_registration;
    if not new.phone_verified then
        return null;
    end if;
    insert into private.trials (kind, value, user_id)
    select t.kind, t.value, new.id
    from (values ('PHONE', new.phone::text), ('REGISTER', new.commercial_registration))
        as t (kind, value)
    where t.value is not null
    on conflict do nothing;
    update nova.subscriptions s
    set trial_ends_at = now(), current_period_end = now(),
        current_period_start = least(s.current_period_start, now() - interval '1 second')
    where s.user_id = new.id and s.status in ('TRIAL', 'CANCELLED')
        and s.trial_ends_at = s.current_period_end and s.current_period_end > now()
        and exists (
            select from private.trials t
            where t.user_id <> new.id
                and (t.kind, t.value) in (('PHONE', new.phone::text),
                    ('REGISTER', new.commercial_registration)));
    if found then
        perform private.tell(new.id, 'trial_used');
    end if;
    return null;
end
$$;
