-- A body whose checklist, texts in order, is one of items: each with an id of its own, not done.
create or replace function private.with_checklist(task jsonb) returns jsonb
language sql volatile
as $$
select task || jsonb_build_object('checklist', coalesce((
    select jsonb_agg(private.checklist_item(item.text) order by item.nth)
    from jsonb_array_elements_text(task -> 'checklist') with ordinality as item (text, nth)), '[]'))
$$;

grant execute on function private.with_checklist(jsonb) to nova_app;
