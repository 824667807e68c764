-- The word that one of the caller's teams keeps for this one, in any form; null where none does.
create or replace function private.team_word(vocabulary text, word text) returns text
language sql stable
set search_path = ''
as $$
select own.word ->> 'ar'
from nova.team_members m
join nova.teams t on t.id = m.team_id and t.deleted_at is null
cross join lateral jsonb_array_elements(
    t.settings #> array['words', team_word.vocabulary]) as own (word)
where m.user_id = nova.current_user_id()
    and m.status = 'ACTIVE'
    and nova.normalize_text(team_word.word) = any (private.forms_of(own.word))
order by m.joined_at, m.id
limit 1
$$;
