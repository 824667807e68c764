set local role nova_owner;

drop table nova.effective_rights;
