-- One row more of a scope counts against a limit of the plan of who pays for it, or is refused: 402
-- plan_limit_reached, subscription_expired.
--
-- Exact, whoever writes at the same time, and what came is a line of plan_moves, so that nobody
-- waits for the row of the sum. Till half of the limit is used nobody waits for anybody: the other
-- half, shared out among as many as the server takes connections, is what each transaction may
-- write that others do not see yet. The shared lock, kept till the transaction
-- ends, is what somebody near the limit waits for; it is taken back with its block when the limit
-- turns out to be near or the share is used. Near it writers go one by one, each till its end.
-- A limit of null is none; somebody without a plan has room for nothing.
create or replace function private.use_plan(scope uuid, key text) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_payer uuid;
    v_status text;
    v_allowed int;
    v_share int;
    v_used int;
    v_own int;
begin
    select s.user_id, s.status, (p.limits ->> use_plan.key)::int
    into v_payer, v_status, v_allowed
    from nova.subscriptions s
    join nova.subscription_plans p on p.id = s.plan_id
    where s.user_id = coalesce(
        (select coalesce(t.company_id, t.manager_id) from nova.teams t where t.id = scope), scope);
    if v_payer is null then
        perform private.require_room(private.payer_of(scope), key, 0, 0);
    elsif v_status = 'EXPIRED' then
        perform private.refuse_expired();
    elsif v_allowed is not null then
        v_share := v_allowed / 2 / current_setting('max_connections')::int;
        begin
            if v_share = 0 or not pg_try_advisory_xact_lock_shared(
                    668203, hashtext(v_payer::text || key)) then
                raise sqlstate 'NVNEA';
            end if;
            select u.used, u.own into v_used, v_own from private.used_of_plan(v_payer, key) as u;
            if v_used >= v_allowed / 2 or v_own >= v_share then
                raise sqlstate 'NVNEA';
            end if;
        exception when sqlstate 'NVNEA' then
            perform pg_advisory_xact_lock(668203, hashtext(v_payer::text || key));
            perform private.require_room(v_payer, key, v_allowed, u.used)
            from private.used_of_plan(v_payer, key) as u;
        end;
    end if;
    insert into private.plan_moves (payer, key, moved) values (v_payer, use_plan.key, 1);
end
$$;
