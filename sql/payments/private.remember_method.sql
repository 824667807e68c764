-- The subscription shows by what it was last paid, where that was a saved method.
create or replace function private.remember_method(payment nova.payments) returns void
language sql volatile
as $$
update nova.subscriptions s
set payment_method = (
    select jsonb_build_object('brand', m.brand, 'lastDigits', m.last_digits)
    from nova.payment_methods m
    where m.id = payment.method_id)
where s.user_id = payment.user_id and payment.method_id is not null
$$;
