-- A team came, went, got another company, or shares its pool: what all may do in it is kept anew.
--
-- The former company too, whose rights there may be on their way: it becomes one at this moment.
create or replace function private.tg_team_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_team uuid := coalesce(new.id, old.id);
    v_users uuid[] := array_remove(array(
        select r.user_id from nova.effective_rights r where r.scope_id = v_team
        union select m.user_id from nova.team_members m where m.team_id = v_team
        union select old.company_id
        union select new.company_id), null);
begin
    perform private.keep_rights(v_users, array_fill(v_team, array[cardinality(v_users)]));
    return null;
end
$$;
