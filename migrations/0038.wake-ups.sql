-- The moment of the readers' last wake-up, for all writers: a sequence, which no transaction takes back.
set local role nova_owner;

create sequence private.wake_ups as bigint;
comment on sequence private.wake_ups is 'Hundredths of a second since 1970 when the event readers were last woken';
