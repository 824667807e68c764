-- yoyo runs these statements from the last to the first.
-- The roles stay: they belong to the server, and other databases may use them.
alter default privileges for role nova_owner grant execute on functions to public;
alter default privileges for role nova_rules grant execute on functions to public;
alter default privileges for role nova_owner revoke all on sequences from nova_rules;
alter default privileges for role nova_owner revoke all on tables from nova_rules;
alter default privileges for role nova_owner revoke execute on functions from nova_rules;
grant usage on schema public to public;
drop schema extensions cascade;
drop schema analytics;
drop schema api;
drop schema private;
drop schema nova;
drop table private.applied_migrations;
drop table private.applied_logic;
