-- Offers were made, or changed in what the market sees: their properties wait for the matcher.
create or replace function private.tg_match_offers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        perform private.queue_matching(array(
            select n.property_id from new_rows n where n.status = 'ACTIVE'), null);
    else
        perform private.queue_matching(array(
            select n.property_id
            from new_rows n
            join old_rows o on o.id = n.id
            where (n.status, n.deleted_at, n.expires_at, n.user_id, n.min_score,
                    n.accepted_count < n.max_brokers)
                is distinct from (o.status, o.deleted_at, o.expires_at, o.user_id, o.min_score,
                    o.accepted_count < o.max_brokers)), null);
    end if;
    return null;
end
$$;
