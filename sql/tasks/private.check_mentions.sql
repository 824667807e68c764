-- Only people who may see the task are spoken to: nobody is told of what they may not read.
create or replace function private.check_mentions(task nova.tasks, mentions uuid[]) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if exists (
        select from unnest(mentions) as who (user_id)
        where not coalesce(private.sees_task(task, who.user_id), false)
    ) then
        raise exception using
            errcode = 'PT422', message = 'mention_unknown', column = 'mentions';
    end if;
end
$$;
