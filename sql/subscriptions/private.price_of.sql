-- What a period of a plan costs without VAT, in halalas.
create or replace function private.price_of(plan nova.subscription_plans, cycle text) returns bigint
language sql immutable
as $$
select case cycle when 'YEARLY' then plan.price_yearly_halalas else plan.price_monthly_halalas end
$$;
