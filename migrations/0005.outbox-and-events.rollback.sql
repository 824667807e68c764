drop table nova.events;
drop table nova.outbox;
