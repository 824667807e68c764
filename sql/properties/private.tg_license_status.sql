-- An advertising licence that was typed in is ENTERED, nothing more: VALID is the authority's word.
create or replace function private.tg_license_status() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    if new.ad_license_number is null then
        new.ad_license_status := 'NONE';
    elsif tg_op = 'INSERT' then
        new.ad_license_status := 'ENTERED';
    elsif new.ad_license_number is distinct from old.ad_license_number then
        new.ad_license_status := 'ENTERED';
    end if;
    return new;
end
$$;
