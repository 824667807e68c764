set local role nova_owner;

delete from private.transitions
where entity = 'appointments' and old_state = 'CONFIRMED' and new_state = 'SCHEDULED';
drop table private.team_word_forms;
