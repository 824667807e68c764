-- The Arabic word of a value of a closed list; null: it has none.
create or replace function private.label_ar(kind text, value text) returns text
language sql stable
as $$
select l.label_ar from nova.enum_labels l where l.enum = kind and l.value = label_ar.value
$$;
