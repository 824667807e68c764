-- The dearest price, in SAR, that a buyer's financing reaches: the down payment and 45 % of the
-- salary over 20 years (ours: the share banks lend on, rounded). Null where it bounds nothing.
create or replace function private.financing_reach(request nova.requests) returns double precision
language sql immutable
as $$
select case when request.financing_needed and request.type = 'BUY' and request.monthly_salary > 0
    then coalesce(request.down_payment, 0) + request.monthly_salary * 12 * 20 * 0.45
end
$$;
