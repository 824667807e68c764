-- Fold moves into the figures they belong to; answers how many there were.
--
-- The worker alone does it, one at a time, so nobody else ever waits for a row of user_stats. A
-- reader adds what is not folded yet, so it never matters when.
create or replace function private.fold_stats(how_many int) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_folded int;
begin
    perform from private.turns t where t.job = 'figures' for no key update skip locked;
    if not found then
        return 0;
    end if;
    with folded as (
        delete from private.stats_moves v
        where v.id in (select w.id from private.stats_moves w order by w.id limit how_many)
        returning v.*
    ),
    kept as (
        insert into nova.user_stats as s (user_id, last_activity,
            total_customers, active_customers, vip_customers, total_properties, active_properties,
            sold_properties, rented_properties, total_appointments, completed_appointments,
            cancelled_appointments, total_tasks, completed_tasks, total_matches, accepted_matches,
            total_logins)
        select f.user_id, max(f.last_activity),
            sum(f.total_customers), sum(f.active_customers), sum(f.vip_customers),
            sum(f.total_properties), sum(f.active_properties), sum(f.sold_properties),
            sum(f.rented_properties), sum(f.total_appointments), sum(f.completed_appointments),
            sum(f.cancelled_appointments), sum(f.total_tasks), sum(f.completed_tasks),
            sum(f.total_matches), sum(f.accepted_matches), sum(f.total_logins)
        from folded f
        group by f.user_id
        on conflict on constraint user_stats_user_id_key do update set
            total_customers = s.total_customers + excluded.total_customers,
            active_customers = s.active_customers + excluded.active_customers,
            vip_customers = s.vip_customers + excluded.vip_customers,
            total_properties = s.total_properties + excluded.total_properties,
            active_properties = s.active_properties + excluded.active_properties,
            sold_properties = s.sold_properties + excluded.sold_properties,
            rented_properties = s.rented_properties + excluded.rented_properties,
            total_appointments = s.total_appointments + excluded.total_appointments,
            completed_appointments = s.completed_appointments + excluded.completed_appointments,
            cancelled_appointments = s.cancelled_appointments + excluded.cancelled_appointments,
            total_tasks = s.total_tasks + excluded.total_tasks,
            completed_tasks = s.completed_tasks + excluded.completed_tasks,
            total_matches = s.total_matches + excluded.total_matches,
            accepted_matches = s.accepted_matches + excluded.accepted_matches,
            total_logins = s.total_logins + excluded.total_logins,
            last_activity = greatest(s.last_activity, excluded.last_activity),
            updated_at = now()
    )
    select count(*) into v_folded from folded;
    return v_folded;
end
$$;

grant execute on function private.fold_stats(int) to nova_worker;
