-- A body of this entity with its words as they are kept: a key, the word in either language or
-- another form of it becomes the word of nova.words, or of the caller's team, so that matching
-- compares one word.
--
-- A word that no list has stays as it came, as in the original request; where the list is closed
-- (a facing) it is refused. Every statement that takes such a body asks it; algorithm 1.0 compares
-- letter for letter what is kept.
create or replace function private.in_words(entity text, body jsonb) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_said jsonb;
    v_wrong jsonb[];
begin
    select jsonb_object_agg(f.field, case jsonb_typeof(body -> f.field)
            when 'array' then to_jsonb(said.words) else to_jsonb(said.words[1]) end),
        array_agg(private.blocker(422, 'word_unknown', f.field, (
            select json_build_object('word', left(said.unknown, 50), 'vocabulary', f.vocabulary,
                'allowed', json_agg(w.key order by w.place),
                'allowedAr', json_agg(w.ar order by w.place))
            from nova.words w
            where w.vocabulary = f.vocabulary)) order by f.field)
            filter (where said.unknown is not null)
    into v_said, v_wrong
    from private.worded_columns f
    cross join lateral (
        select coalesce(array_agg(
                coalesce(w.ar, private.team_word(f.vocabulary, given.word,
                    (body ->> 'team_id')::uuid, body ? 'team_id'), given.word)
                order by given.nth), '{}') as words,
            min(given.word) filter (where w.ar is null and f.is_closed) as unknown
        from jsonb_array_elements_text(case jsonb_typeof(body -> f.field)
            when 'array' then body -> f.field else jsonb_build_array(body -> f.field)
        end) with ordinality as given (word, nth)
        left join private.word_forms w
            on w.vocabulary = f.vocabulary and w.form = nova.normalize_text(given.word)
    ) as said
    where f.entity = in_words.entity and jsonb_typeof(body -> f.field) in ('array', 'string');
    perform private.refuse(v_wrong);
    return body || coalesce(v_said, '{}');
end
$$;

grant execute on function private.in_words(text, jsonb) to nova_app;
