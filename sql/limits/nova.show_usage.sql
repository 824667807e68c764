-- What the caller's plan allows and how much of it is in use as of now; null: they have no plan.
--
-- Teams' rows count for who pays for the team: its company, else its manager. Of members those of
-- the fullest team count. A limit of null is none; "per" says how long something used counts.
create or replace function nova.show_usage() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'plan', p.name,
    'status', s.status,
    'features', p.features,
    'limits', (
        select json_agg(json_build_object(
            'key', l.value,
            'limit', (p.limits ->> l.value)::int,
            'used', case l.value
                when 'maxTeams' then (
                    select count(*) from nova.teams t
                    where coalesce(t.company_id, t.manager_id) = s.user_id
                        and t.deleted_at is null)
                when 'maxTeamMembers' then (
                    select coalesce(max(private.members_in(t.id)), 0) from nova.teams t
                    where coalesce(t.company_id, t.manager_id) = s.user_id
                        and t.deleted_at is null)
                when 'maxAcceptedMatchesPerMonth' then coalesce((
                    select u.used from private.plan_periods u
                    where u.payer = s.user_id and u.key = l.value
                        and u.day = date_trunc('month', private.today())::date), 0)
                else (select u.used from private.used_of_plan(s.user_id, l.value) as u)
            end,
            'per', case when l.value like '%PerMonth' then 'MONTH' end)
            order by l.place)
        from nova.enum_labels l
        where l.enum = 'planLimit' and p.limits ? l.value))
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = nova.current_user_id()
$$;

grant execute on function nova.show_usage() to nova_app;
