-- Refuse to give somebody in a team more than the giver has: of each permission, what it becomes
-- must be no further than it was, or than the giver's own. Nobody raises themselves.
create or replace function private.require_reach(
    team nova.teams, user_id uuid, was jsonb, becomes jsonb
) returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_raised text;
begin
    select each.key into v_raised
    from jsonb_each_text(becomes) as each
    where private.rank_of(each.value) > private.rank_of(coalesce(was ->> each.key, 'NONE'))
        and (require_reach.user_id = nova.current_user_id()
            or private.rank_of(each.value)
                > private.rank_of(private.granters_reach(team, each.key)))
    limit 1;
    if found then
        raise exception using
            errcode = 'PT403', message = 'permission_above_own', column = v_raised,
            detail = json_build_object('permission', v_raised);
    end if;
end
$$;
