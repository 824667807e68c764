-- The roles stay: they belong to the server, and other databases may use them.
drop table private.applied_logic;
drop table private.applied_migrations;
drop schema nova;
drop schema private;
drop schema api;
drop schema analytics;
drop schema extensions cascade;
do $$
begin
    execute format('revoke temporary on database %I from nova_rules', current_database());
    execute format('grant temporary on database %I to public', current_database());
end
$$;
grant usage on schema public to public;
alter default privileges for role nova_owner revoke all on tables from nova_rules;
alter default privileges for role nova_owner revoke all on sequences from nova_rules;
alter default privileges for role nova_owner revoke execute on functions from nova_rules;
alter default privileges for role nova_owner grant execute on functions to public;
alter default privileges for role nova_rules grant execute on functions to public;
