-- take_messages(lane text, channels jsonb, lease float8, promotions jsonb) -> rows
-- Messages that are due, claimed for so many seconds, each with its provider.
select t.id, t.topic, t.class as message_class, t.payload, t.created_at, t.provider,
    t.unanswered
from private.take_messages(:lane, :channels, :lease * interval '1 second', :promotions) as t

-- settle_messages(outcomes jsonb, channels jsonb) -> nothing
select private.settle_messages(:outcomes, :channels)

-- fold_stats(most int) -> rows
select greatest(private.fold_stats(:most), private.fold_usage(:most)) as moves

-- match_changes(most int) -> rows
select private.match_changes(:most) as taken

-- tick() -> rows
select * from nova.tick()

-- check_stats() -> rows
select private.check_stats() as drifted

-- detach_days() -> nothing
select private.detach_days()

-- drop_days() -> nothing
select private.drop_days()

-- take_payments(providers text[], most int, lease int) -> rows
select * from nova.take_payments(:providers, :most, :lease)

-- settle_payment(payment_id uuid, facts jsonb, error text, is_final boolean) -> nothing
select nova.settle_payment(:payment_id, :facts, :error, :is_final)

-- take_refunds(providers text[], most int, lease int) -> rows
select * from nova.take_refunds(:providers, :most, :lease)

-- settle_refund(refund_id uuid, error text, is_final boolean) -> nothing
select nova.settle_refund(:refund_id, :error, :is_final)

-- next_to_stamp() -> rows
select nova.next_to_stamp() as invoice

-- stamp_invoice(invoice_id uuid, xml text, hash text, qr text, error text) -> nothing
select nova.stamp_invoice(:invoice_id, :xml, :hash, :qr, :error)

-- take_e_invoice(lease int) -> rows
select * from nova.take_e_invoice(:lease)

-- settle_e_invoice(invoice_id uuid, state text, said jsonb, xml text, error text) -> nothing
select nova.settle_e_invoice(:invoice_id, :state, :said, :xml, :error)
