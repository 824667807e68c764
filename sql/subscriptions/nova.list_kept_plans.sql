-- All plans, on offer or retired, the cheapest first; for the back office.
create or replace function nova.list_kept_plans() returns setof json
language plpgsql stable security definer rows 10
set search_path = ''
as $$
begin
    perform private.require_role('OWNER', 'ADMIN');
    return query
    select api.kept_plan(p) from nova.subscription_plans p
    order by p.price_monthly_halalas, p.created_at;
end
$$;

grant execute on function nova.list_kept_plans() to nova_app;
