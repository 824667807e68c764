-- The best homes in the market for a request, in its plan; all of them when "most" is null.
create or replace function private.best_homes(request private.demand, most int)
returns table (offer_id uuid, points bigint)
language plpgsql stable rows 50
set search_path = ''
as $$
begin
    if request.plan = 1 then
        return query select b.* from private.best_homes_1(request.request_id, most) as b;
    else
        return query select b.* from private.best_homes_2(request.request_id, most) as b;
    end if;
end
$$;
