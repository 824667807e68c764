-- The channels by which somebody can be told, in the order in which they are shown.
create or replace function private.notification_channels() returns text[]
language sql immutable
as $$
select '{IN_APP,EMAIL,SMS,WHATSAPP,PUSH}'::text[]
$$;

grant execute on function private.notification_channels() to nova_app;
