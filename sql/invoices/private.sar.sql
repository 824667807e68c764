-- Halalas as riyals with two decimals, as text: 34385 is 343.85.
create or replace function private.sar(halalas bigint) returns text
language sql immutable
as $$
select format('%s.%s', halalas / 100, lpad((halalas % 100)::text, 2, '0'))
$$;

grant execute on function private.sar(bigint) to nova_app;
