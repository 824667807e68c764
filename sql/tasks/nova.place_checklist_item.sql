-- Put an item of a checklist below another one, or on top. Null when there is no such item.
create or replace function nova.place_checklist_item(task_id uuid, item_id uuid, after_id uuid)
returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
    v_item jsonb := jsonb_path_query_first(v_task.checklist, '$[*] ? (@.id == $id)',
        jsonb_build_object('id', item_id));
    v_rest jsonb[];
    v_above int := 0;
begin
    if v_item is null or item_id = after_id then
        return case when v_item is not null then v_task end;
    end if;
    select array_agg(i.item order by i.nth) into v_rest
    from jsonb_array_elements(v_task.checklist) with ordinality as i (item, nth)
    where i.item <> v_item;
    if after_id is not null then
        select i.nth into v_above
        from unnest(v_rest) with ordinality as i (item, nth)
        where i.item ->> 'id' = after_id::text;
        if not found then
            raise exception using
                errcode = 'PT422', message = 'item_unknown', column = 'afterId';
        end if;
    end if;
    update nova.tasks t
    set checklist = to_jsonb(v_rest[:v_above] || v_item || v_rest[v_above + 1:])
    where t.id = v_task.id
    returning t.* into v_task;
    return v_task;
end
$$;

grant execute on function nova.place_checklist_item(uuid, uuid, uuid) to nova_app;
