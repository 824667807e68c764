-- A member of a team, as colleagues see each other; of one who is inactive there, the name alone.
create or replace function api.member(member nova.team_members, account nova.users) returns json
language sql stable
as $$
select json_build_object(
    'id', member.id,
    'teamId', member.team_id,
    'userId', member.user_id,
    'name', account.name,
    'phone', case when member.status = 'ACTIVE' then account.phone end,
    'email', case when member.status = 'ACTIVE' then account.email end,
    'role', member.role,
    'status', member.status,
    'joinedAt', member.joined_at,
    'updatedAt', member.updated_at,
    'version', member.version)
$$;
