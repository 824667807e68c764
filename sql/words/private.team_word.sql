-- The word that a team keeps for this one, in any form: the team of the row, or, where a change
-- does not say which, the one team of the caller that has it. Null where none does.
create or replace function private.team_word(
    vocabulary text, word text, team_id uuid, is_of_team boolean
) returns text
language sql stable
set search_path = ''
as $$
select case when count(distinct f.ar) = 1 then min(f.ar) end
from nova.team_members m
join private.team_word_forms f on f.team_id = m.team_id
    and f.vocabulary = team_word.vocabulary
    and f.form = nova.normalize_text(team_word.word)
where m.user_id = nova.current_user_id()
    and m.status = 'ACTIVE'
    and (not is_of_team or m.team_id = team_word.team_id)
$$;
