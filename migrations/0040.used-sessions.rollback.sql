set local role nova_owner;

alter table nova.sessions drop column used_at;
