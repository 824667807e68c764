-- Notifications go through one queue of the whole server: who may call pg_notify may fill it.
set local role nova_owner;
reset role;
-- Only a superuser can take it back, as in 0028. The command NOTIFY can be taken from nobody, so
-- analysts belong on a replica, where there is none.
revoke execute on function pg_catalog.pg_notify(text, text) from public;
grant execute on function pg_catalog.pg_notify(text, text) to nova_owner, nova_rules;
