-- A row came to count against a limit of a plan, went from it, or moved to another scope's.
--
-- The arguments name the limit, and which of the three it is: the trigger's WHEN knows.
create or replace function private.tg_use_plan() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_argv[1] = 'come' then
        perform private.use_plan(new.scope_id, tg_argv[0]);
    elsif tg_argv[1] = 'go' then
        perform private.leave_plan(old.scope_id, tg_argv[0]);
    elsif private.payer_of(old.scope_id) <> private.payer_of(new.scope_id) then
        perform private.use_plan(new.scope_id, tg_argv[0]);
        perform private.leave_plan(old.scope_id, tg_argv[0]);
    end if;
    return null;
end
$$;
