insert into nova.users (id, email, phone, name)
select lpad(to_hex(n), 32, '0')::uuid, 'payer' || n || '@example.com', '+9665' || lpad(n::text, 8, '0'), 'x'
from generate_series(1, %(payers)s) as n;
insert into nova.subscriptions (user_id, plan_id, status, period_price_halalas, current_period_start,
    current_period_end, anchor_day)
select u.id, p.id, 'ACTIVE', 9900, now() - interval '1 month', now(), 1
from nova.users u cross join nova.subscription_plans p
where p.name = 'basic';
insert into nova.payment_methods (user_id, provider, token, brand, last_digits, expires_on, is_default)
select id, 'street', 'token_' || replace(id::text, '-', ''), 'MADA', '1111', '2099-01-01', true
from nova.users;
update nova.subscription_plans set limits = limits || '{"maxCustomers": 100000}' where name = 'basic';
