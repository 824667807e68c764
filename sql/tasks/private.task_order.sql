-- By which column tasks are ordered: a time each, so that one cursor goes on in all three orders.
create or replace function private.task_order(sort text) returns text
language sql immutable
as $$
select case sort when 'DUE' then 'due_order' when 'PRIORITY' then 'priority_order'
    else 'created_at' end
$$;

grant execute on function private.task_order(text) to nova_app;
