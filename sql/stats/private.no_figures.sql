-- Every figure by its name in the API, at nothing.
create or replace function private.no_figures() returns jsonb
language sql immutable parallel safe
as $$
select jsonb_build_object(
    'totalCustomers', 0, 'activeCustomers', 0, 'vipCustomers', 0,
    'totalProperties', 0, 'activeProperties', 0, 'soldProperties', 0, 'rentedProperties', 0,
    'totalAppointments', 0, 'completedAppointments', 0, 'cancelledAppointments', 0,
    'totalTasks', 0, 'completedTasks', 0,
    'totalMatches', 0, 'acceptedMatches', 0,
    'totalLogins', 0)
$$;

grant execute on function private.no_figures() to nova_app;
