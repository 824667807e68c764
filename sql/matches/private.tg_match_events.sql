-- A match was made, moved, scored anew or given to somebody else: one event, for both sides, as far
-- as they may still see it. One that was taken away, because better ones fill the request's places,
-- tells that it expired.
create or replace function private.tg_match_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_moved nova.smart_matches[];
    v_scored nova.smart_matches[];
    v_given nova.smart_matches[];
begin
    if tg_op = 'INSERT' then
        v_moved := array(select n from new_rows n);
        perform private.tell_matches(v_moved, 'match.created');
    elsif tg_op = 'DELETE' then
        v_moved := array(select o from old_rows o where o.status in ('PENDING', 'VIEWED'));
        perform private.tell_matches(v_moved, 'match.expired');
    else
        v_moved := array(
            select n from new_rows n join old_rows o on o.id = n.id where n.status <> o.status);
        v_scored := array(
            select n from new_rows n join old_rows o on o.id = n.id
            where n.status = o.status and n.points <> o.points);
        v_given := array(
            select n from new_rows n join old_rows o on o.id = n.id
            where n.broker_id <> o.broker_id);
        perform private.tell_matches(v_moved, null);
        perform private.tell_matches(v_scored, 'match.rescored');
        perform private.tell_matches(v_given, 'match.reassigned');
    end if;
    return null;
end
$$;
