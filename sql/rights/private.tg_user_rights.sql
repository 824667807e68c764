-- Somebody came, or became something else: what they may do in each of their scopes is kept anew.
--
-- Their scopes are looked up with their rights locked: who joins a team meanwhile is waited for.
create or replace function private.tg_user_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_scopes uuid[];
begin
    perform private.lock_rights(array[new.id]);
    v_scopes := array(
        select new.id
        union select r.scope_id from nova.effective_rights r where r.user_id = new.id
        union select m.team_id from nova.team_members m where m.user_id = new.id
        union select t.id from nova.teams t where t.company_id = new.id
        union select g.scope_id from private.broken_glass g where g.admin_id = new.id);
    perform private.keep_rights(array_fill(new.id, array[cardinality(v_scopes)]), v_scopes);
    return null;
end
$$;
