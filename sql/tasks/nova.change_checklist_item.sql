-- Tick an item of a checklist, or word it anew; null stays. Null when there is no such item.
create or replace function nova.change_checklist_item(
    task_id uuid, item_id uuid, text text, done boolean
) returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
    v_changes jsonb := jsonb_strip_nulls(jsonb_build_object('text', text, 'done', done));
begin
    update nova.tasks t
    set checklist = (
        select jsonb_agg(case i.item ->> 'id' when item_id::text then i.item || v_changes
            else i.item end order by i.nth)
        from jsonb_array_elements(t.checklist) with ordinality as i (item, nth))
    where t.id = v_task.id and t.checklist @> jsonb_build_array(jsonb_build_object('id', item_id))
    returning t.* into v_task;
    return case when found then v_task end;
end
$$;

grant execute on function nova.change_checklist_item(uuid, uuid, text, boolean) to nova_app;
