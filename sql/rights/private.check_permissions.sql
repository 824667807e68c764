-- Refuse overrides that name no permission, say no reach, or that the member's role rules out.
create or replace function private.check_permissions(member nova.team_members, permissions jsonb)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_wanted record;
begin
    if member.role = 'MANAGER' and permissions <> '{}' then
        raise exception using
            errcode = 'PT422', message = 'manager_holds_all', column = 'permissions';
    end if;
    for v_wanted in
        select each.key, each.value as reach, k.writes, private.rank_of(each.value) as rank
        from jsonb_each_text(permissions) as each
        left join private.permissions k on k.permission = each.key
        order by each.key
    loop
        if v_wanted.writes is null or v_wanted.rank is null then
            raise exception using
                errcode = 'PT422', message = 'permission_unknown', column = v_wanted.key,
                detail = json_build_object(
                    'permission', left(v_wanted.key, 50), 'reach', left(v_wanted.reach, 50));
        end if;
        if member.role = 'OBSERVER' and v_wanted.writes and v_wanted.reach <> 'NONE' then
            raise exception using
                errcode = 'PT422', message = 'observer_never_writes', column = v_wanted.key;
        end if;
    end loop;
end
$$;
