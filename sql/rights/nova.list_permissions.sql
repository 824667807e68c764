-- The catalogue of permissions with the defaults of each team role.
create or replace function nova.list_permissions() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', json_agg(json_build_object(
    'permission', k.permission,
    'writes', k.writes,
    'ar', k.label_ar,
    'en', k.label_en,
    'defaults', (
        select json_object_agg(roles.role, coalesce(r.reach, 'NONE'))
        from unnest(array['MANAGER', 'BROKER', 'OBSERVER']) as roles (role)
        left join private.role_permissions r
            on r.role = roles.role and r.permission = k.permission)) order by k.place))
from private.permissions k
$$;

grant execute on function nova.list_permissions() to nova_app;
