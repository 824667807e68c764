-- Notifications go through one queue of the whole server: who may call pg_notify may fill it. And
-- comments that named papers from outside.
set local role nova_owner;
comment on table nova.subscription_plans is 'What can be subscribed to; a limit that is null is unlimited';
comment on table private.match_plans is
    'How a pair is scored, a row a version of the algorithm: weights in points, tolerances as shares; changed by migrations only. 1.0 has its rules in match_factors';
comment on table private.permissions is
    'The catalogue of permission keys; an OBSERVER is never given one that writes';
reset role;
-- Only a superuser can take it back, as in 0028. The command NOTIFY can be taken from nobody, so
-- analysts belong on a replica, where there is none.
revoke execute on function pg_catalog.pg_notify(text, text) from public;
grant execute on function pg_catalog.pg_notify(text, text) to nova_owner, nova_rules;
