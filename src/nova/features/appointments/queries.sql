-- list_appointments(begins timestamptz, ends timestamptz, user_id uuid, customer_id uuid, property_id uuid, status text, team_id uuid, cursor text, page_size int) -> AppointmentPage
-- In the order of the function.
select api.page(array_agg(api.appointment(a)), :page_size, null, array_agg(a.start_datetime))
from nova.list_appointments(:begins, :ends, :user_id, :customer_id, :property_id, :status,
    :team_id, :cursor, :page_size + 1) as a

-- create_appointment(appointment jsonb, rrule text, strict boolean, on_conflict text) -> AppointmentMade
select nova.create_appointment(:appointment, :rrule, :strict, :on_conflict)

-- show_appointment(appointment_id uuid) -> Appointment
select api.appointment(a)
from nova.appointments a
where a.id = :appointment_id and a.deleted_at is null

-- change_appointment(appointment_id uuid, changes jsonb, scope text) -> AppointmentChanged
select nova.change_appointment(:appointment_id, :changes, :scope)

-- delete_appointment(appointment_id uuid, scope text) -> AppointmentsDeleted
select nova.delete_appointment(:appointment_id, :scope)

-- confirm_appointment(appointment_id uuid) -> Appointment
select api.appointment(a)
from nova.confirm_appointment(:appointment_id) as a
where a.id is not null

-- cancel_appointment(appointment_id uuid, reason text) -> Appointment
select api.appointment(a)
from nova.cancel_appointment(:appointment_id, :reason) as a
where a.id is not null

-- complete_appointment(appointment_id uuid, outcome text) -> Appointment
select api.appointment(a)
from nova.complete_appointment(:appointment_id, :outcome) as a
where a.id is not null

-- miss_appointment(appointment_id uuid, reason text) -> Appointment
select api.appointment(a)
from nova.miss_appointment(:appointment_id, :reason) as a
where a.id is not null

-- reschedule_appointment(appointment_id uuid, start_datetime timestamptz, end_datetime timestamptz, strict boolean, scope text) -> AppointmentMade
select nova.reschedule_appointment(
    :appointment_id, :start_datetime, :end_datetime, :strict, :scope)

-- show_reminders(appointment_id uuid) -> RemindersShown
select json_build_object('minutes', a.reminders)
from nova.appointments a
where a.id = :appointment_id and a.deleted_at is null

-- save_reminders(appointment_id uuid, minutes int[]) -> RemindersShown
select json_build_object('minutes', a.reminders)
from nova.save_reminders(:appointment_id, :minutes) as a
where a.id is not null

-- check_conflicts(user_id uuid, start_datetime timestamptz, end_datetime timestamptz, except_id uuid, rrule text, timezone text) -> Conflicts
select nova.check_conflicts(
    :user_id, :start_datetime, :end_datetime, :except_id, :rrule, :timezone)

-- show_availability(users uuid[], begins timestamptz, ends timestamptz, length int, step int) -> Slots
select nova.show_availability(:users, :begins, :ends, :length, :step)

-- list_busy(team_id uuid, begins timestamptz, ends timestamptz) -> BusyTimes
select nova.list_busy(:team_id, :begins, :ends)

-- show_appointment_stats(begins timestamptz, ends timestamptz, team_id uuid) -> AppointmentStats
select nova.show_appointment_stats(:begins, :ends, :team_id)
