-- A team, as its members see it.
create or replace function api.team(team nova.teams) returns json
language sql stable
as $$
select json_build_object(
    'id', team.id,
    'name', team.name,
    'managerId', team.manager_id,
    'companyId', team.company_id,
    'logoUrl', team.logo_url,
    'description', team.description,
    'settings', json_build_object(
        'sharedPool', coalesce((team.settings ->> 'sharedPool')::boolean, false),
        'taskReview', coalesce((team.settings ->> 'taskReview')::boolean, false),
        'words', coalesce(team.settings -> 'words', '{}')),
    'createdAt', team.created_at,
    'updatedAt', team.updated_at,
    'version', team.version)
$$;

grant execute on function api.team(nova.teams) to nova_app;
