-- Of these pairs, keep those that their requests have room for, then let each request go back
-- to as many as it keeps.
create or replace function private.admit_matches(pairs nova.smart_matches[]) returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_entering nova.smart_matches[] := array(
        select row(null, f.offer_id, f.request_id, d.user_id, f.points, 'PENDING')
            ::nova.smart_matches
        from unnest(pairs) as f
        join private.demand d on d.request_id = f.request_id
        left join nova.smart_matches m
            on m.request_id = f.request_id and m.offer_id = f.offer_id
        where case
            when m.status = 'PENDING' then true
            when m.id is null or private.may_offer_again(m, f.points, (
                select h.price from private.stock h where h.offer_id = f.offer_id))
            then d.floor_points is null
                or (f.points, f.offer_id) > (d.floor_points, d.floor_offer)
            else false
        end);
begin
    perform private.keep_matches(v_entering);
    perform private.trim_matches(array(select distinct e.request_id from unnest(v_entering) as e));
end
$$;
