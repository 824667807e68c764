set local role nova_owner;
alter table nova.teams drop constraint teams_settings_bounded;
comment on column nova.teams.settings is null;
alter table nova.team_members drop column version;
alter table nova.team_members drop column updated_at;
alter table nova.users drop column search_text;
alter table nova.users drop column suspended_reason;
drop table private.broken_glass;
drop table nova.team_invitations;
alter table private.role_permissions drop constraint role_permissions_known;
drop index private.role_permissions_of_permission;
delete from private.role_permissions;
insert into private.role_permissions (role, permission, reach)
select roles.role, entity || '.' || verb, roles.reach
from unnest(array['customers', 'properties', 'offers', 'requests']) as entity
cross join unnest(array['read', 'create', 'update']) as verb
cross join (values ('MANAGER', 'WHOLE'), ('BROKER', 'HELD'), ('OBSERVER', 'WHOLE')) as roles (role, reach)
where roles.role <> 'OBSERVER' or verb = 'read';
insert into private.role_permissions (role, permission, reach)
values ('MANAGER', 'matches.accept', 'WHOLE'), ('BROKER', 'matches.accept', 'HELD');
insert into private.role_permissions (role, permission, reach)
select r.role, entity || '.' || verb, r.reach
from unnest(array['customers', 'properties', 'offers', 'requests']) as entity
cross join unnest(array['delete', 'assign']) as verb
cross join (values ('MANAGER', 'WHOLE'), ('BROKER', 'HELD')) as r (role, reach)
where verb = 'delete' or r.role = 'MANAGER';
drop table private.permissions;
