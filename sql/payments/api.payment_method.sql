-- A saved way to pay, masked.
create or replace function api.payment_method(method nova.payment_methods) returns json
language sql stable
as $$
select json_build_object(
    'id', method.id,
    'provider', method.provider,
    'brand', method.brand,
    'lastDigits', method.last_digits,
    'expiresOn', method.expires_on,
    'isDefault', method.is_default,
    'createdAt', method.created_at,
    'version', method.version)
$$;
