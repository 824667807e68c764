-- The worker tells how a refund went: without an error the money is on its way back. Else it is
-- tried again, each time twice as long after, a day at most; what the provider has refused ten
-- times (its balance may be too low for a while) is for the back office to look at
-- (nova.retry_refund).
create or replace function nova.settle_refund(refund_id uuid, error text, is_final boolean)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_refund nova.refunds;
begin
    select r.* into v_refund from nova.refunds r where r.id = refund_id for update;
    if v_refund.status is distinct from 'PENDING' then
        return;
    elsif error is null then
        perform private.finish_refund(v_refund);
        return;
    end if;
    update nova.refunds r
    set failure = left(error, 500),
        status = case when is_final and r.tries >= 10 then 'FAILED' else r.status end,
        next_try_at = case when not is_final or r.tries < 10 then
            now() + least(interval '1 minute' * 2 ^ least(r.tries, 11), interval '1 day') end
    where r.id = refund_id;
end
$$;

grant execute on function nova.settle_refund(uuid, text, boolean) to nova_worker;
