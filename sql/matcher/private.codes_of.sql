-- The numbers of several words of one kind, each once; null words have none.
create or replace function private.codes_of(kind text, keys text[]) returns bigint[]
language sql volatile
as $$
select array(
    select private.code_for(kind, word.key)
    from (select distinct unnest(keys) as key) as word
    where word.key is not null
    order by 1)
$$;
