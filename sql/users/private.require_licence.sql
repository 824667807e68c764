-- Refuse an advertisement or a deal to someone who may not practise.
--
-- A role that may trade; a verified phone; a FAL licence that has not expired (Real Estate
-- Brokerage Law); and a subscription in use: a trial, a paid one, or a cancelled one until its
-- period ends.
create or replace function private.require_licence() returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    perform private.require_trade();
    perform private.require_verified();
    select u.* into v_user from nova.users u where u.id = nova.current_user_id();
    if v_user.fal_license is null or v_user.fal_expiry < private.today() then
        raise exception using
            errcode = 'PT403', message = 'fal_license_required';
    end if;
    if not exists (
        select from nova.subscriptions s
        where s.user_id = v_user.id
            and s.status in ('TRIAL', 'ACTIVE', 'CANCELLED')
            and s.current_period_end > now()
    ) then
        raise exception using
            errcode = 'PT403', message = 'subscription_required';
    end if;
end
$$;
