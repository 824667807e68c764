-- Where a customer is reached by a channel (SMS, EMAIL, WHATSAPP); null: nowhere.
create or replace function private.customer_address(customer nova.customers, channel text)
returns text
language sql stable
as $$
select case channel
    when 'EMAIL' then customer.email
    when 'SMS' then customer.phone_e164
    when 'WHATSAPP' then coalesce(nova.normalize_phone(customer.whatsapp), customer.phone_e164)
end
$$;
