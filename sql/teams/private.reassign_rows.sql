-- Everything one member owns or holds in a team goes to another.
--
-- Appointments stay in the calendar they are in: two of one person may not overlap; who manages
-- the team sees them and decides.
create or replace function private.reassign_rows(team_id uuid, giver uuid, heir uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.customers c
    set user_id = case c.user_id when giver then heir else c.user_id end,
        assigned_to = case c.assigned_to when giver then heir else c.assigned_to end
    where c.team_id = reassign_rows.team_id and giver in (c.user_id, c.assigned_to);
    update nova.properties p
    set user_id = heir
    where p.team_id = reassign_rows.team_id and p.user_id = giver;
    update nova.offers o
    set user_id = heir
    where o.team_id = reassign_rows.team_id and o.user_id = giver;
    update nova.requests r
    set user_id = heir
    where r.team_id = reassign_rows.team_id and r.user_id = giver;
    update nova.tasks t
    set user_id = case t.user_id when giver then heir else t.user_id end,
        assigned_to = case t.assigned_to when giver then heir else t.assigned_to end
    where t.team_id = reassign_rows.team_id and giver in (t.user_id, t.assigned_to);
    perform private.reassign_matches(reassign_rows.team_id, giver, heir);
end
$$;
