-- The forms of a team's own words, looked up as those of the platform; a moved appointment is agreed anew.
set local role nova_owner;

create table private.team_word_forms (
    team_id uuid not null references nova.teams (id),
    vocabulary text not null check (length(vocabulary) <= 50),
    form text not null check (length(form) <= 200),
    ar text not null check (length(ar) <= 100),
    primary key (team_id, vocabulary, form)
);
comment on table private.team_word_forms is
    'Every form in which a word of a team may come, folded, and the word that is kept for it';

insert into private.transitions (entity, old_state, new_state)
values ('appointments', 'CONFIRMED', 'SCHEDULED');
