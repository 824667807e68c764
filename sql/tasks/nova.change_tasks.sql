-- Do one thing to many tasks: give them a STATUS, ASSIGN them, or DELETE them. Each by itself, so
-- that one that is refused does not hold up the others; the answer says which, and why.
create or replace function nova.change_tasks(
    ids uuid[], action text, status text, assigned_to uuid
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_id uuid;
    v_done uuid;
    v_state text;
    v_code text;
    v_results jsonb := '[]';
begin
    if action = 'STATUS' and change_tasks.status is null then
        raise exception using
            errcode = 'PT422', message = 'status_missing', column = 'status';
    end if;
    for v_id in select distinct each from unnest(ids) as each order by each loop
        v_code := 'not_found';
        begin
            v_done := case action
                when 'STATUS' then (nova.change_task_status(v_id, change_tasks.status)).id
                when 'ASSIGN' then (nova.assign_task(v_id, change_tasks.assigned_to)).id
                when 'DELETE' then nova.delete_task(v_id) end;
            if v_done is not null then
                v_code := null;
            end if;
        exception when others then
            get stacked diagnostics v_state = returned_sqlstate, v_code = message_text;
            if v_state not like 'PT4%' then
                raise;
            end if;
        end;
        v_results := v_results || jsonb_build_object('id', v_id, 'code', v_code);
    end loop;
    return json_build_object('data', v_results);
end
$$;

grant execute on function nova.change_tasks(uuid[], text, text, uuid) to nova_app;
