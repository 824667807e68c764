set local role nova_owner;
drop table private.event_tickets;
alter table nova.events owner to nova_owner;
revoke usage on schema nova from nova_keeper;
create table nova.events_default partition of nova.events default;
alter table nova.events_default enable row level security, force row level security;
comment on table nova.events_default is 'Events of a day without a partition of its own';
