-- How an invoice is called on paper: INV-000123, CN-000007; null: it has no number yet.
create or replace function private.invoice_reference(kind text, number bigint) returns text
language sql immutable
as $$
select case kind when 'CREDIT_NOTE' then 'CN-' else 'INV-' end || to_char(number, 'FM000000')
where number is not null
$$;

grant execute on function private.invoice_reference(text, bigint) to nova_app;
