-- One row less of a scope counts against a limit of the plan of who pays for it.
create or replace function private.leave_plan(scope uuid, key text) returns void
language sql volatile
as $$
insert into private.plan_moves (payer, key, moved)
values (private.payer_of(leave_plan.scope), leave_plan.key, -1)
$$;
