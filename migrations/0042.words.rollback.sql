set local role nova_owner;

drop table private.worded_columns;
drop table private.word_forms;
drop table nova.words;
