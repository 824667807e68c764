set local role nova_owner;
drop table private.transitions;
