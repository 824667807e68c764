set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum = 'customerResponse';
alter table nova.enum_labels force row level security;
drop index nova.appointments_by_response;
alter table nova.appointments drop column responded_at, drop column customer_response,
    drop column response_hash;
