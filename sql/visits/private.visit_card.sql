-- An appointment as its customer sees it by the link: who comes, when and where, and what was
-- answered; no title, no note, no contact.
create or replace function private.visit_card(appointment nova.appointments) returns json
language sql stable
set search_path = ''
as $$
select json_build_object(
    'broker', json_build_object('name', u.name, 'companyName', u.company_name,
        'falLicense', u.fal_license),
    'startDatetime', appointment.start_datetime,
    'endDatetime', appointment.end_datetime,
    'timezone', appointment.timezone,
    'location', appointment.location,
    'googleMapsUrl', appointment.google_maps_url,
    'status', appointment.status,
    'customerResponse', appointment.customer_response)
from nova.users u
where u.id = appointment.user_id
$$;
