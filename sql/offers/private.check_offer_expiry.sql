-- Refuse an expiry that has passed, or that outlives the advertising licence.
create or replace function private.check_offer_expiry(expires_at timestamptz, licence_until date)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if expires_at <= now() then
        raise exception using
            errcode = 'PT422', message = 'expiry_past', column = 'expiresAt',
            detail = 'The expiry must lie in the future.';
    end if;
    if (expires_at at time zone 'Asia/Riyadh')::date > licence_until then
        raise exception using
            errcode = 'PT422', message = 'expiry_after_license', column = 'expiresAt',
            detail = format('The advertising licence ends on %s: the offer may not outlive it.',
                licence_until);
    end if;
end
$$;
