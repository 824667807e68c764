-- Money that goes back, as the back office sees it.
create or replace function api.refund(refund nova.refunds) returns json
language sql stable
as $$
select json_build_object(
    'id', refund.id,
    'paymentId', refund.payment_id,
    'creditNoteId', refund.credit_note_id,
    'amountHalalas', refund.amount_halalas,
    'status', refund.status,
    'tries', refund.tries,
    'failure', refund.failure,
    'createdAt', refund.created_at,
    'doneAt', refund.done_at)
$$;
