-- The bounds of a request in SAR and m², folded for its plan. In 1.0 a range of which an end is
-- missing or 0 holds nothing; in 2.0 it is open there. What the buyer's financing reaches is not
-- among them: points are seen by both sides (private.points_with_financing).
create or replace function private.bounds_of(
    request nova.requests, plan private.match_plans,
    out price_min double precision, out price_max double precision,
    out price_limit double precision, out price_stated boolean,
    out area_min double precision, out area_max double precision,
    out area_limit double precision, out area_stated boolean)
language plpgsql immutable
set search_path = ''
as $$
begin
    price_min := nullif(request.price_min, 0);
    price_max := nullif(request.price_max, 0);
    area_min := nullif(request.area_min, 0);
    area_max := nullif(request.area_max, 0);
    if plan.plan = 1 then
        price_stated := price_min is not null and price_max is not null;
        area_stated := area_min is not null and area_max is not null;
        price_min := case when price_stated then price_min else 'infinity' end;
        price_max := case when price_stated then price_max else '-infinity' end;
        area_min := case when area_stated then area_min else 'infinity' end;
        area_max := case when area_stated then area_max else '-infinity' end;
        price_limit := 'infinity';
        area_limit := 0;
        return;
    end if;
    price_limit := coalesce(price_max * (1 + plan.price_tolerance), 'infinity');
    area_limit := coalesce(area_min * (1 - plan.area_tolerance), 0);
    price_stated := price_min is not null or price_max is not null;
    area_stated := area_min is not null or area_max is not null;
    price_min := coalesce(price_min, 0);
    price_max := coalesce(price_max, 'infinity');
    area_min := coalesce(area_min, 0);
    area_max := coalesce(area_max, 'infinity');
end
$$;
