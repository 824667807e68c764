-- break_glass(scope_id uuid, reason text) -> Glass
select nova.break_glass(:scope_id, :reason)
