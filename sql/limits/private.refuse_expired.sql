-- Refuse a person's write for an expired subscription: 402 subscription_expired. The clock, the
-- matcher and the back office go on.
create or replace function private.refuse_expired() returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if nova.current_user_id() is not null and not nova.in_back_office() then
        raise exception using
            errcode = 'PT402', message = 'subscription_expired';
    end if;
end
$$;
