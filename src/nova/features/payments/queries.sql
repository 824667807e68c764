-- list_payment_methods() -> PaymentMethods
select json_build_object('data', coalesce(json_agg(m), '[]')) from nova.list_payment_methods() as m

-- add_payment_method(provider text, method jsonb) -> PaymentMethod
select nova.add_payment_method(:provider, :method)

-- delete_payment_method(method_id uuid) -> nothing
select nova.delete_payment_method(:method_id)

-- pay_invoice(invoice_id uuid, provider text, method_id uuid, page text) -> Checkout
select nova.pay_invoice(:invoice_id, :provider, :method_id, :page)

-- open_payment(pay_token uuid) -> OpenPayment
select nova.open_payment(:pay_token)

-- begin_payment(pay_token uuid, provider_id text, page_url text) -> BegunPayment
select nova.begin_payment(:pay_token, :provider_id, :page_url)

-- pay_test(pay_token uuid, state text) -> OpenPayment
select nova.pay_test(:pay_token, :state)

-- receive_notice(provider text, event_id text, kind text, provider_id text) -> NoticeReceived
select nova.receive_notice(:provider, :event_id, :kind, :provider_id)

-- show_reconciliation(page_size int) -> Reconciliation
select nova.show_reconciliation(:page_size)

-- retry_refund(refund_id uuid) -> Refund
select r from nova.retry_refund(:refund_id) as r where r is not null
