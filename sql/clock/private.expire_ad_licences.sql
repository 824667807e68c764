-- A property whose advertising licence has expired is off the market, and its offer rests: a new
-- licence publishes it again (REGA's rules on advertisements).
create or replace function private.expire_ad_licences(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.offers o
    set status = 'PAUSED'
    from nova.properties p
    where p.is_published and p.ad_license_expires_at < private.today(at)
        and o.property_id = p.id and o.status = 'ACTIVE' and o.deleted_at is null;
    update nova.properties p
    set is_published = false,
        ad_license_status = case p.ad_license_status when 'VALID' then 'EXPIRED'
            else p.ad_license_status end
    where p.is_published and p.ad_license_expires_at < private.today(at);
end
$$;
