-- What a property type is compared by in algorithm 2.0: flat and apartment are شقة.
create or replace function private.type_key(name text) returns text
language sql stable
as $$
select coalesce(
    (select t.type from private.type_names t where t.key = nova.normalize_text(name)),
    nova.normalize_text(name))
$$;
