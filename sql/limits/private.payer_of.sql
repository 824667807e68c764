-- Who pays for the rows of a scope: a team's company, else its manager; else the person themselves.
create or replace function private.payer_of(scope uuid) returns uuid
language sql stable
as $$
select coalesce(
    (select coalesce(t.company_id, t.manager_id) from nova.teams t where t.id = payer_of.scope),
    payer_of.scope)
$$;
