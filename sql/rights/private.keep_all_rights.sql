-- Bring what is kept of everybody's rights up to date; answers how many pairs were astray.
--
-- After the rule itself or the catalogue of permissions was changed: `nova migrate` asks it. Who
-- changes anybody's rights meanwhile waits, and who is about to is waited for.
create or replace function private.keep_all_rights() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_users uuid[];
    v_scopes uuid[];
begin
    lock table nova.effective_rights in share row exclusive mode;
    select array_agg(a.user_id), array_agg(a.scope_id) into v_users, v_scopes
    from private.rights_astray() as a;
    perform private.write_rights(v_users, v_scopes);
    return coalesce(cardinality(v_users), 0);
end
$$;
