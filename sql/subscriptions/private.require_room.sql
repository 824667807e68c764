-- Refuse what the payer's plan has no room for; "used" counts what is there already.
--
-- The caller has locked the payer's subscription (lock_plan), so two at once cannot both take the
-- last place. A limit of null is none.
create or replace function private.require_room(plan text, allowed int, used int) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if plan is null or used >= allowed then
        raise exception using
            errcode = 'PT403', message = 'plan_limit_reached',
            detail = json_build_object(
                'plan', coalesce(plan, '-'), 'allowed', coalesce(allowed, 0), 'used', used);
    end if;
end
$$;
