set local role nova_owner;

drop index nova.subscriptions_ending;
drop index nova.properties_licence_ends;
drop table private.reminders;
drop table private.clock_items;
