-- Refuse an expiry that has passed, or that outlives the advertising licence.
create or replace function private.check_offer_expiry(expires_at timestamptz, licence_until date)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if expires_at <= now() then
        raise exception using
            errcode = 'PT422', message = 'expiry_past', column = 'expiresAt';
    end if;
    if (expires_at at time zone 'Asia/Riyadh')::date > licence_until then
        raise exception using
            errcode = 'PT422', message = 'expiry_after_license', column = 'expiresAt',
            detail = json_build_object('until', licence_until);
    end if;
end
$$;
