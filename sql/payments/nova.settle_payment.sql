-- The worker tells what a provider said of a payment that it took: its facts, or why it could not
-- be asked; then it is asked again later. "is_final": the provider refuses it for good.
--
-- Of a charge that the provider knows nothing of, and whose method was deleted or whose invoice was
-- closed before it was made, nothing was taken: it failed.
create or replace function nova.settle_payment(
    payment_id uuid, facts jsonb, error text, is_final boolean
) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_payment nova.payments := (select p from nova.payments p where p.id = payment_id);
begin
    if facts is not null then
        perform private.settle_payment(payment_id, facts, now());
    elsif is_final or (error is null and v_payment.is_charge and v_payment.provider_id is null) then
        perform private.settle_payment(payment_id, jsonb_build_object('state', 'FAILED',
            'amount', v_payment.amount_halalas, 'currency', v_payment.currency,
            'failure', coalesce(error, 'not made')), now());
    else
        update nova.payments p
        set checks = p.checks + 1, failure = left(error, 500),
            next_check_at = case when p.next_check_at <= now() then p.next_check_at
                else private.next_check(p, 'PENDING', now()) end,
            problem = case when error is null and p.provider_id is not null
                then 'UNKNOWN_TO_PROVIDER' else p.problem end
        where p.id = payment_id and p.status <> 'PAID';
    end if;
end
$$;

grant execute on function nova.settle_payment(uuid, jsonb, text, boolean) to nova_worker;
