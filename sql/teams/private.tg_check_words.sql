-- A team's own words stand beside those of the platform: no form of a word means two things.
create or replace function private.tg_check_words() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_taken record;
begin
    with forms as (
        select list.vocabulary, own.nth, part.name, part.text, nova.normalize_text(form) as form
        from jsonb_each(new.settings -> 'words') as list (vocabulary, words)
        cross join lateral jsonb_array_elements(list.words) with ordinality as own (word, nth)
        cross join lateral jsonb_each_text(own.word) as part (name, text)
        cross join lateral (values (part.text), (replace(part.text, '_', ' '))) as f (form)
    )
    select f.* into v_taken
    from forms f
    where exists (
            select from private.word_forms p
            where p.vocabulary = f.vocabulary and p.form = f.form)
        or exists (
            select from forms other
            where other.vocabulary = f.vocabulary and other.form = f.form and other.nth < f.nth)
    order by f.vocabulary, f.nth, f.name
    limit 1;
    if found then
        raise exception using
            errcode = 'PT422', message = 'word_taken',
            column = format('settings.words.%s[%s].%s',
                v_taken.vocabulary, v_taken.nth - 1, v_taken.name),
            detail = json_build_object('word', v_taken.text);
    end if;
    return new;
end
$$;
