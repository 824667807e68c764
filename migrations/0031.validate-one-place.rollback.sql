set local role nova_owner;
