-- A team's own words stand beside those of the platform: no form of a word means two things. What
-- is looked up (private.team_word_forms) is written down, of the lists that changed.
create or replace function private.tg_check_words() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_list record;
    v_word record;
    v_form text;
begin
    for v_list in
        select l.vocabulary, l.words
        from jsonb_each(new.settings -> 'words') as l (vocabulary, words)
        where l.words is distinct from old.settings #> array['words', l.vocabulary]
    loop
        delete from private.team_word_forms f
        where f.team_id = new.id and f.vocabulary = v_list.vocabulary;
        for v_word in
            select own.nth, part.name, part.text, own.word ->> 'ar' as ar
            from jsonb_array_elements(v_list.words) with ordinality as own (word, nth)
            cross join lateral jsonb_each_text(own.word) as part (name, text)
            order by own.nth, part.name
        loop
            foreach v_form in array array[nova.normalize_text(v_word.text),
                nova.normalize_text(replace(v_word.text, '_', ' '))]
            loop
                insert into private.team_word_forms as f (team_id, vocabulary, form, ar)
                values (new.id, v_list.vocabulary, v_form, v_word.ar)
                on conflict (team_id, vocabulary, form) do update set ar = excluded.ar
                where f.ar = excluded.ar;
                if not found or exists (
                    select from private.word_forms p
                    where p.vocabulary = v_list.vocabulary and p.form = v_form)
                then
                    raise exception using
                        errcode = 'PT422', message = 'word_taken',
                        column = format('settings.words.%s[%s].%s',
                            v_list.vocabulary, v_word.nth - 1, v_word.name),
                        detail = json_build_object('word', v_word.text);
                end if;
            end loop;
        end loop;
    end loop;
    return new;
end
$$;
