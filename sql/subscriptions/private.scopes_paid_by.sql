-- The scopes whose rows somebody pays for: their own, and the teams they own or manage alone.
create or replace function private.scopes_paid_by(payer uuid) returns setof uuid
language sql stable
as $$
select scopes_paid_by.payer
union all
select t.id from nova.teams t
where coalesce(t.company_id, t.manager_id) = scopes_paid_by.payer
$$;
