-- What a refusal names of states, by their words of nova.enum_labels for who reads Arabic:
-- {"state", "stateAr", "wanted", "wantedAr"}.
create or replace function private.of_states(kind text, state text, wanted text default null)
returns json
language sql stable
set search_path = ''
as $$
select json_object_agg(named.name, named.word)
from (values ('state', state), ('wanted', wanted)) as given (name, word)
left join nova.enum_labels l on l.enum = kind and l.value = given.word
cross join lateral (values
    (given.name, given.word), (given.name || 'Ar', coalesce(l.label_ar, given.word))
) as named (name, word)
where given.word is not null
$$;
