-- Take an item off a checklist. Null when there is no such item.
create or replace function nova.remove_checklist_item(task_id uuid, item_id uuid)
returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
begin
    update nova.tasks t
    set checklist = coalesce((
        select jsonb_agg(i.item order by i.nth)
        from jsonb_array_elements(t.checklist) with ordinality as i (item, nth)
        where i.item ->> 'id' <> item_id::text), '[]')
    where t.id = v_task.id and t.checklist @> jsonb_build_array(jsonb_build_object('id', item_id))
    returning t.* into v_task;
    return case when found then v_task end;
end
$$;

grant execute on function nova.remove_checklist_item(uuid, uuid) to nova_app;
