-- How much of each limit somebody uses as of now, whether their plan has the limit or not; "per"
-- says how long something used counts, null: while it is there.
--
-- Teams' rows count for who pays for the team: its company, else its manager. Of members those of
-- the fullest team count.
create or replace function private.usage_of(payer uuid)
returns table (key text, place int, used bigint, per text)
language sql stable rows 8
as $$
select l.value, l.place,
    case
        when l.value = 'maxTeams' then (
            select count(*) from nova.teams t
            where coalesce(t.company_id, t.manager_id) = usage_of.payer and t.deleted_at is null)
        when l.value = 'maxTeamMembers' then (
            select coalesce(max(private.members_in(t.id)), 0) from nova.teams t
            where coalesce(t.company_id, t.manager_id) = usage_of.payer and t.deleted_at is null)
        when l.value like '%PerMonth' then coalesce((
            select u.used from private.plan_periods u
            where u.payer = usage_of.payer and u.key = l.value
                and u.day = date_trunc('month', private.today())::date), 0)
        else (select u.used from private.used_of_plan(usage_of.payer, l.value) as u)
    end,
    case when l.value like '%PerMonth' then 'MONTH' end
from nova.enum_labels l
where l.enum = 'planLimit'
$$;
