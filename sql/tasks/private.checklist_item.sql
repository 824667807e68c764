-- A new item of a checklist.
create or replace function private.checklist_item(text text) returns jsonb
language sql volatile
as $$
select jsonb_build_object('id', uuidv7(), 'text', text, 'done', false)
$$;

grant execute on function private.checklist_item(text) to nova_app;
