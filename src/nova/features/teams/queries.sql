-- list_teams(cursor text, page_size int, with_total boolean) -> TeamPage
with recent as (
    select t.*
    from nova.teams t
    cross join private.read_cursor(:cursor) as after
    where t.id = any (array(select nova.my_teams()))
        and t.deleted_at is null
        and (t.created_at, t.id) < (after.at, after.id)
    order by t.created_at desc, t.id desc
    limit :page_size + 1
)
select api.page(array_agg(api.team(recent) order by recent.created_at desc, recent.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.teams x where x.deleted_at is null limit 10000) as counted) end)
from recent

-- create_team(name text, description text, logo_url text, settings jsonb, manager_id uuid) -> Team
select api.team(t)
from nova.create_team(:name, :description, :logo_url, :settings, :manager_id) as t

-- show_team(team_id uuid) -> Team
select api.team(t) from nova.teams t where t.id = :team_id and t.deleted_at is null

-- change_team(team_id uuid, changes jsonb) -> Team
update nova.teams as t
set (
    -- columns: TeamChanges
    name, description, logo_url, settings
    -- end
) = (
    select
    -- columns: n.TeamChanges
    n.name, n.description, n.logo_url, n.settings
    -- end
    from jsonb_populate_record(t, private.merge_field(:changes, 'settings', t.settings)) as n)
where t.id = :team_id and t.deleted_at is null
returning api.team(t)

-- list_members(team_id uuid) -> Members
select nova.list_members(:team_id)

-- change_member(team_id uuid, member_id uuid, changes jsonb) -> Member
select nova.change_member(:team_id, :member_id, :changes)

-- remove_member(team_id uuid, member_id uuid, reassign_to uuid) -> nothing
select nova.remove_member(:team_id, :member_id, :reassign_to)

-- show_permissions(team_id uuid, member_id uuid) -> Permissions
select nova.show_permissions(:team_id, :member_id)

-- set_permissions(team_id uuid, member_id uuid, permissions jsonb) -> Permissions
select nova.set_permissions(:team_id, :member_id, :permissions)

-- leave_team(team_id uuid) -> Left
select nova.leave_team(:team_id)

-- list_permissions() -> Catalogue
select nova.list_permissions()
