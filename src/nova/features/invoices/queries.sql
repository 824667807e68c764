-- list_invoices(status text, cursor text, page_size int) -> InvoicePage
select api.page(array_agg(api.invoice(i) order by i.created_at desc, i.id desc), :page_size)
from nova.list_invoices(:status, :cursor, :page_size + 1) as i

-- list_persons_invoices(user_id uuid, cursor text, page_size int) -> InvoicePage
select api.page(array_agg(api.invoice(i) order by i.created_at desc, i.id desc), :page_size)
from nova.list_persons_invoices(:user_id, :cursor, :page_size + 1) as i

-- show_invoice(invoice_id uuid) -> InvoiceDocument
select api.invoice_document(i) from nova.subscription_invoices i where i.id = :invoice_id

-- print_invoice(invoice_id uuid) -> PrintedInvoice
select p from nova.print_invoice(:invoice_id) as p where p is not null

-- list_e_invoices(page_size int) -> EInvoices
select json_build_object('data', coalesce(json_agg(e), '[]')) from nova.list_e_invoices(:page_size) as e

-- resubmit_e_invoice(invoice_id uuid) -> EInvoice
select e from nova.resubmit_e_invoice(:invoice_id) as e where e is not null

-- refund_invoice(invoice_id uuid, amount_halalas bigint, reason text) -> Invoice
select api.invoice(i) from nova.refund_invoice(:invoice_id, :amount_halalas, :reason) as i
where i.id is not null

-- show_billing_details() -> BillingDetails
select b from nova.show_billing_details() as b where b is not null

-- change_billing_details(changes jsonb) -> BillingDetails
select nova.change_billing_details(:changes)

-- show_seller() -> Seller
select nova.show_seller()

-- change_seller(changes jsonb, may_stamp boolean) -> Seller
select nova.change_seller(:changes, :may_stamp)
