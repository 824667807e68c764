set local role nova_owner;

drop sequence private.wake_ups;
