-- Three days before a paid period ends, the invoice of the next one is there, for the plan and the
-- cycle that are wanted then, at today's price; its payer is told, and a saved method takes it when
-- it falls due. At most 150 a run.
--
-- A smaller plan that has no room by now for what is in use is not changed to, which its payer is
-- told. It may be paid until fourteen days after it fell due. While another plan is being paid for
-- within the period, its end is waited for. A price of nothing is not billed.
create or replace function private.renew_subscriptions(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_due nova.subscriptions;
    v_plan nova.subscription_plans;
    v_cycle text;
    v_invoice nova.subscription_invoices;
begin
    for v_due in
        select s.* from nova.subscriptions s
        where s.status = 'ACTIVE' and s.current_period_end <= at + interval '3 days'
            and s.renewal_made_for is distinct from s.current_period_end
            and not exists (
                select from nova.subscription_invoices i
                where i.subscription_id = s.id and i.purpose = 'CHANGE'
                    and i.status in ('PENDING', 'FAILED'))
        order by s.current_period_end
        limit 150
        for update skip locked
    loop
        v_due := private.drop_small_plan(v_due);
        select p.* into v_plan from nova.subscription_plans p
        where p.id = coalesce(v_due.pending_plan_id, v_due.plan_id);
        v_cycle := coalesce(v_due.pending_billing_cycle, v_due.billing_cycle);
        if private.price_of(v_plan, v_cycle) > 0 and exists (
                select from nova.users u where u.id = v_due.user_id and u.status = 'ACTIVE') then
            v_invoice := private.open_invoice(v_due, 'RENEW', v_plan, v_cycle,
                jsonb_build_array(private.invoice_line(v_plan, v_cycle,
                    private.price_of(v_plan, v_cycle))),
                '[]', v_due.current_period_end, v_due.current_period_end + interval '14 days');
            update nova.subscription_invoices i set next_attempt_at = i.due_at
            where i.id = v_invoice.id;
            perform private.tell_invoice(v_invoice, 'invoice_due', at);
        end if;
        update nova.subscriptions s set renewal_made_for = v_due.current_period_end
        where s.id = v_due.id;
    end loop;
end
$$;
