-- A task is given to an active member of its team, or kept; outside a team there is nobody to give
-- it to. Who gives it as they make it needs the right to, and whom it is given to is told.
create or replace function private.tg_check_assignee() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if new.assigned_to is not null
        and new.assigned_to <> new.user_id
        and not (new.team_id is not null and private.may_hold(new.assigned_to, new.team_id))
    then
        raise exception using
            errcode = 'PT422', message = 'assignee_unknown', column = 'assignedTo';
    end if;
    if tg_op = 'INSERT' and new.assigned_to is not null
        and new.assigned_to <> nova.current_user_id()
    then
        if not nova.may('tasks.assign', coalesce(new.team_id, new.user_id), new.user_id) then
            raise exception using
                errcode = 'PT403', message = 'forbidden', column = 'assignedTo';
        end if;
        perform private.tell_of_task(new, 'task_assigned', new.assigned_to);
    end if;
    return new;
end
$$;
