-- Row security on every business table, forced: it binds the owner too.
--
-- The policies themselves stand in sql/<feature>/policies.sql. Until those are applied nobody but
-- a superuser sees a row, which is the right way round.
set local role nova_owner;
alter table nova.users enable row level security, force row level security;
alter table nova.sessions enable row level security, force row level security;
alter table nova.otp_codes enable row level security, force row level security;
alter table nova.subscription_plans enable row level security, force row level security;
alter table nova.subscriptions enable row level security, force row level security;
alter table nova.teams enable row level security, force row level security;
alter table nova.team_members enable row level security, force row level security;
alter table nova.team_permissions enable row level security, force row level security;
alter table nova.customers enable row level security, force row level security;
alter table nova.properties enable row level security, force row level security;
alter table nova.offers enable row level security, force row level security;
alter table nova.requests enable row level security, force row level security;
alter table nova.smart_matches enable row level security, force row level security;
alter table nova.notifications enable row level security, force row level security;
alter table nova.outbox enable row level security, force row level security;
alter table nova.events enable row level security, force row level security;
alter table nova.events_default enable row level security, force row level security;
