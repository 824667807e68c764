-- Tasks came, went or were done: their owners' figures follow, as in tg_count_customers.
create or replace function private.tg_count_tasks() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_gone nova.tasks[];
    v_come nova.tasks[];
begin
    if tg_op <> 'INSERT' then
        v_gone := array(select o from old_rows o);
    end if;
    if tg_op <> 'DELETE' then
        v_come := array(select n from new_rows n);
    end if;
    insert into private.stats_moves (user_id, total_tasks, completed_tasks)
    select moved.person, moved.total, moved.completed
    from (
        select c.user_id as person, sum(c.sign) as total,
            coalesce(sum(c.sign) filter (where c.status = 'DONE'), 0) as completed
        from (
            select 1 as sign, n.* from unnest(v_come) as n
            union all
            select -1, o.* from unnest(v_gone) as o
        ) as c
        where c.deleted_at is null
        group by c.user_id
    ) as moved
    where (moved.total, moved.completed) <> (0, 0);
    return null;
end
$$;
