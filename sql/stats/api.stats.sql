-- A person's figures.
create or replace function api.stats(stats nova.user_stats) returns json
language sql stable
as $$
select json_build_object(
    'totalCustomers', stats.total_customers,
    'activeCustomers', stats.active_customers,
    'vipCustomers', stats.vip_customers,
    'totalProperties', stats.total_properties,
    'activeProperties', stats.active_properties,
    'soldProperties', stats.sold_properties,
    'rentedProperties', stats.rented_properties,
    'totalAppointments', stats.total_appointments,
    'completedAppointments', stats.completed_appointments,
    'cancelledAppointments', stats.cancelled_appointments,
    'totalTasks', stats.total_tasks,
    'completedTasks', stats.completed_tasks,
    'totalMatches', stats.total_matches,
    'acceptedMatches', stats.accepted_matches,
    'totalLogins', stats.total_logins,
    'lastActivity', stats.last_activity,
    'updatedAt', stats.updated_at)
$$;

grant execute on function api.stats(nova.user_stats) to nova_app;
