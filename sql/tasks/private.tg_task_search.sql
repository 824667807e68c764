-- A task was written anew: what it is found by follows. No column worked out by the table, which
-- would fold the words again at every change of anything.
create or replace function private.tg_task_search() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    new.search_text := nova.normalize_text(new.title)
        || coalesce(' ' || nova.normalize_text(new.description), '');
    return new;
end
$$;
