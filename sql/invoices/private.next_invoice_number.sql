-- The next number of a series. Its row is locked till the transaction ends: whoever issues at the
-- same moment waits, and what is rolled back leaves no gap.
create or replace function private.next_invoice_number(kind text) returns bigint
language sql volatile
as $$
update private.invoice_numbers n
set last = n.last + 1
where n.kind = next_invoice_number.kind
returning n.last
$$;
