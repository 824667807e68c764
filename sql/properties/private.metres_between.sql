-- Metres between two places on the earth (haversine, mean radius 6,371,008.8 m of the IUGG).
create or replace function private.metres_between(
    lat1 double precision, lng1 double precision, lat2 double precision, lng2 double precision
) returns double precision
language sql immutable strict parallel safe
as $$
select 2 * 6371008.8 * asin(sqrt(least(1,
    sind((lat2 - lat1) / 2) ^ 2 + cosd(lat1) * cosd(lat2) * sind((lng2 - lng1) / 2) ^ 2)))
$$;
