-- In which forms, folded, a word of a team may come: its key, and both its names.
create or replace function private.forms_of(word jsonb) returns text[]
language sql immutable
as $$
select array_agg(nova.normalize_text(form))
from unnest(array[
    word ->> 'key', replace(word ->> 'key', '_', ' '), word ->> 'ar', word ->> 'en']) as form
$$;
