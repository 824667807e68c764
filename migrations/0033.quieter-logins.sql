-- What PUBLIC may by default: fill the queue of notifications, which is one for the whole server. The
-- command NOTIFY can be taken from nobody, so analysts belong on a replica, where there is none.
do $$
begin
    revoke execute on function pg_catalog.pg_notify(text, text) from public;
    grant execute on function pg_catalog.pg_notify(text, text) to nova_owner, nova_rules;
end
$$;
