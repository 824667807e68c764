-- A subscription expired: its payer's active offers rest. One goes on: those that rested for it are
-- active again, as far as the plan has room.
create or replace function private.tg_rest_offers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if new.status = 'EXPIRED' then
        with resting as (
            update nova.offers o
            set status = 'PAUSED'
            where o.status = 'ACTIVE' and o.deleted_at is null
                and o.scope_id in (select private.scopes_paid_by(new.user_id))
            returning o.id
        )
        insert into private.paused_offers (offer_id, payer)
        select r.id, new.user_id from resting r
        on conflict (offer_id) do nothing;
        perform private.tell(new.user_id, 'subscription_expired', jsonb_build_object('plan', (
            select case when private.language_of(u) = 'ar' then p.name_ar else p.name end
            from nova.subscription_plans p
            join nova.users u on u.id = new.user_id
            where p.id = new.plan_id)),
            'subscription', new.id);
    else
        perform private.wake_offers(new.user_id);
    end if;
    return null;
end
$$;
