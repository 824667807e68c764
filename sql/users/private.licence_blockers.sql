-- What keeps the caller from an advertisement or a deal, all of it: a phone that is not verified;
-- no FAL licence, or one that has expired (Real Estate Brokerage Law); no subscription in use: a
-- trial, a paid one with its days of grace, or a cancelled one until its period ends.
create or replace function private.licence_blockers() returns jsonb[]
language sql stable
set search_path = ''
as $$
select array_remove(array[
    case when not u.phone_verified
        then private.blocker(403, 'phone_unverified', 'profile.phone') end,
    case when u.fal_license is null or u.fal_expiry < private.today()
        then private.blocker(403, 'fal_license_required', 'profile.falLicense') end,
    case when not exists (
            select from nova.subscriptions s
            where s.user_id = u.id
                and s.status in ('TRIAL', 'ACTIVE', 'CANCELLED')
                and greatest(s.current_period_end, s.grace_until) > now())
        then private.blocker(403, 'subscription_required', 'profile.subscription') end], null)
from nova.users u
where u.id = nova.current_user_id()
$$;
