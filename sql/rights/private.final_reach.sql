-- How far a permission reaches in the end: an override, else the role's default, else not at all;
-- an OBSERVER never writes, whatever an override says. One expression, so the planner takes it in.
create or replace function private.final_reach(
    role text, writes boolean, override text, role_default text
) returns text
language sql immutable parallel safe
as $$
select case
    when role = 'OBSERVER' and writes then 'NONE'
    else coalesce(override, role_default, 'NONE')
end
$$;
