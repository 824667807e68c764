-- Words with their values: {name} is a value, {count|one|two|few|many|other} (Arabic) and
-- {count|one|other} (English) the form that goes with a number, # in it the number itself.
create or replace function private.fill_words(words text, said jsonb) returns text
language sql immutable
set search_path = ''
as $$
select string_agg(p.piece || coalesce(case
        when place.parts[2] is null then said ->> place.parts[1]
        else private.form_of((said ->> place.parts[1])::int,
            string_to_array(substr(place.parts[2], 2), '|'))
    end, ''), '' order by p.nth)
from regexp_split_to_table(words, '\{\w+(?:\|[^{}]*)?\}') with ordinality as p (piece, nth)
left join regexp_matches(words, '\{(\w+)(\|[^{}]*)?\}', 'g') with ordinality as place (parts, nth)
    on place.nth = p.nth
$$;
