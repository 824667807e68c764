-- A team's own words stand beside those of the platform: no form of a word means two things.
create or replace function private.tg_check_words() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_taken text;
begin
    with forms as (
        select list.vocabulary, own.nth, own.word ->> 'ar' as word, f.form
        from jsonb_each(new.settings -> 'words') as list (vocabulary, words)
        cross join lateral jsonb_array_elements(list.words) with ordinality as own (word, nth)
        cross join lateral unnest(private.forms_of(own.word)) as f (form)
    )
    select f.word into v_taken
    from forms f
    where exists (
            select from private.word_forms p
            where p.vocabulary = f.vocabulary and p.form = f.form)
        or exists (
            select from forms other
            where other.vocabulary = f.vocabulary and other.form = f.form and other.nth < f.nth)
    order by f.vocabulary, f.nth
    limit 1;
    if v_taken is not null then
        raise exception using
            errcode = 'PT422', message = 'word_taken', column = 'settings',
            detail = json_build_object('word', v_taken);
    end if;
    return new;
end
$$;
