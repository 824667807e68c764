-- Who tries Nova is told once, three days before the trial ends; at most 500 a run.
create or replace function private.tell_trial_ends(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_ending record;
begin
    for v_ending in
        select s.id, s.user_id,
            ceil(extract(epoch from s.current_period_end - at) / 86400)::int as days
        from nova.subscriptions s
        where s.status = 'TRIAL' and s.end_told_at is null
            and s.current_period_end > at and s.current_period_end <= at + interval '3 days'
        order by s.current_period_end
        limit 500
        for update skip locked
    loop
        perform private.tell(v_ending.user_id, 'trial_ending',
            jsonb_build_object('days', v_ending.days), 'subscription', v_ending.id, at);
        update nova.subscriptions s set end_told_at = at where s.id = v_ending.id;
    end loop;
end
$$;
