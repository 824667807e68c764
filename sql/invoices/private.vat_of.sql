-- VAT on a net amount, both in halalas, rounded half up (VAT regulations, article 53; 15 % since
-- 1 July 2020).
create or replace function private.vat_of(net bigint) returns bigint
language sql immutable
as $$
select (net * 15 + 50) / 100
$$;
