-- Refuse what the payer's plan has no room for, naming the limit, what is used, the plan, and the
-- cheapest plan on offer that would have room: 402 plan_limit_reached.
--
-- "used" is what is there already, read under a lock that keeps others from the last place. A
-- limit of null is none.
create or replace function private.require_room(payer uuid, key text, allowed int, used int)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans;
    v_roomier nova.subscription_plans;
begin
    if used < allowed or allowed is null then
        return;
    end if;
    v_plan := private.plan_of(payer);
    select p.* into v_roomier
    from nova.subscription_plans p
    where p.is_active and p.price_monthly_halalas > 0 and p.limits ? require_room.key
        and coalesce((p.limits ->> require_room.key)::int > require_room.used, true)
    order by p.price_monthly_halalas
    limit 1;
    raise exception using
        errcode = 'PT402', message = 'plan_limit_reached',
        detail = json_build_object(
            'key', key, 'keyAr', private.label_ar('planLimit', key), 'limit', allowed,
            'used', used, 'plan', coalesce(v_plan.name, 'none'),
            'planAr', coalesce(v_plan.name_ar, 'لا شيء'),
            'planWithRoom', coalesce(v_roomier.name, 'none'),
            'planWithRoomAr', coalesce(v_roomier.name_ar, 'لا شيء'));
end
$$;
