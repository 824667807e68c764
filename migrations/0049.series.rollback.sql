set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum in ('seriesScope', 'onConflict');
alter table nova.enum_labels force row level security;
drop index nova.appointments_of_series;
alter table nova.appointments
    drop constraint appointments_series_place,
    drop constraint appointments_series_id_fkey,
    drop column is_detached,
    drop column recurrence_id,
    add column rrule text check (length(rrule) <= 500);
alter table nova.appointments no force row level security;
update nova.appointments set series_id = null where series_id is not null;
alter table nova.appointments force row level security;
create index appointments_of_series on nova.appointments (series_id);
comment on column nova.appointments.rrule is 'RFC 5545 rule of a series: DAILY, WEEKLY or MONTHLY, ending within two years';
comment on column nova.appointments.series_id is 'The first appointment of the series this one belongs to';
drop table nova.appointment_series;
