-- One word of a column as it is kept: what a list is narrowed by (private.in_words).
create or replace function private.in_word(entity text, field text, word text) returns text
language sql stable
set search_path = ''
as $$
select private.in_words(entity, jsonb_build_object(field, word)) ->> field
$$;

grant execute on function private.in_word(text, text, text) to nova_app;
