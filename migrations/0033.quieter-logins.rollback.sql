revoke execute on function pg_catalog.pg_notify(text, text) from nova_owner, nova_rules;
grant execute on function pg_catalog.pg_notify(text, text) to public;
