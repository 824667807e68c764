drop table nova.outbox;
drop table nova.events;
