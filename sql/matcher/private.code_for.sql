-- The number of a word that is compared; a new word gets one. Only one matcher runs at a time
-- (private.match_changes), so that nobody else makes the same word.
create or replace function private.code_for(kind text, key text) returns bigint
language plpgsql volatile
set search_path = ''
as $$
declare
    v_code bigint;
begin
    select c.id into v_code
    from private.codes c
    where c.kind = code_for.kind and c.key = code_for.key;
    if not found and code_for.key is not null then
        insert into private.codes as c (kind, key) values (code_for.kind, code_for.key)
        returning c.id into v_code;
    end if;
    return v_code;
end
$$;
