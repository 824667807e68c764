-- What somebody may see has changed: answers kept for their retries may show more than that, and
-- go. Their keys stay taken, so that a retry does not do its work twice; the one of this very
-- transaction is kept (it has no answer yet).
--
-- On users, team_members and team_permissions, a row each.
create or replace function private.tg_forget_answers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_row jsonb := to_jsonb(coalesce(new, old));
begin
    update private.kept_answers k
    set answer = null, entity = null, about = null
    where k.answer is not null
        and k.owner_id = case tg_table_name
            when 'users' then (v_row ->> 'id')::uuid
            when 'team_members' then (v_row ->> 'user_id')::uuid
            else (
                select m.user_id from nova.team_members m
                where m.id = (v_row ->> 'team_member_id')::uuid)
        end;
    return null;
end
$$;
