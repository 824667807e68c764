-- When a provider is asked of a payment again: while its payer has not come, after a minute, and
-- then each time twice as long, a day at most, for fourteen days; of a paid one once more a day
-- later, to see that both still say the same; null: never.
create or replace function private.next_check(payment nova.payments, state text, at timestamptz)
returns timestamptz
language sql stable
as $$
select case
    when payment.status = 'PAID' or state = 'FAILED' then null
    when state = 'PAID' then case when payment.status = 'PENDING' then at + interval '1 day' end
    when at > payment.created_at + interval '14 days' then null
    else at + least(interval '1 minute' * 2 ^ least(payment.checks, 11), interval '1 day')
end
$$;
