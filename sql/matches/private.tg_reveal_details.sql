-- The details of an offer changed while brokers may see them: that is written down too.
create or replace function private.tg_reveal_details() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.match_reveals (match_id, user_id, partner_id, details)
    select m.id, m.broker_id, n.user_id, n.full_details
    from new_rows n
    join old_rows o on o.id = n.id and o.full_details <> n.full_details
    join nova.smart_matches m on m.offer_id = n.id and m.status = 'ACCEPTED';
    return null;
end
$$;
