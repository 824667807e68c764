-- A type of the catalogue.
create or replace function private.notification_type(kind text) returns nova.notification_types
language sql stable
as $$
select t from nova.notification_types t where t.key = notification_type.kind
$$;
