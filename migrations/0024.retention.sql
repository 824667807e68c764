-- Old days of the log are taken away by a login of its own: the worker can no longer become the
-- log's owner.
--
-- Whoever owns a table can run code as those who write to it, and every rule writes to the log. So
-- the worker, which talks to the world, must not be able to; the new login does nothing else.
do $$
begin
    if not exists (select from pg_roles r where r.rolname = 'nova_retention') then
        create role nova_retention login;
    end if;
end
$$;
comment on role nova_retention is 'Takes old days out of the log of events, as nova_keeper';
comment on role nova_keeper is 'Owns the log of events; nova_retention becomes it';
alter role nova_retention set timezone = 'UTC';
grant nova_keeper to nova_retention with inherit false, set true;
revoke nova_keeper from nova_worker;
grant usage on schema private to nova_retention;

set local role nova_owner;
