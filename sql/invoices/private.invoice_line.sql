-- The line of an invoice that bills a plan, in both languages: a whole period, or the rest of one.
create or replace function private.invoice_line(
    plan nova.subscription_plans, cycle text, halalas bigint, is_rest boolean default false
) returns jsonb
language sql immutable
as $$
select jsonb_build_object(
    'descriptionAr', format('اشتراك %s، باقة «%s»%s',
        case cycle when 'YEARLY' then 'سنوي' else 'شهري' end, plan.name_ar,
        case when is_rest then '، عن المدة المتبقية' else '' end),
    'descriptionEn', format('Subscription to plan %s, %s%s', plan.name, lower(cycle),
        case when is_rest then ', rest of the period' else '' end),
    'quantity', 1, 'unitHalalas', halalas, 'netHalalas', halalas)
$$;
