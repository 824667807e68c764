-- A person, as an administrator or their company sees them: no identity number, no birth date.
create or replace function api.account(account nova.users) returns json
language sql stable
as $$
select json_build_object(
    'id', account.id,
    'name', account.name,
    'email', account.email,
    'phone', account.phone,
    'role', account.role,
    'status', account.status,
    'suspendedReason', account.suspended_reason,
    'emailVerified', account.email_verified,
    'phoneVerified', account.phone_verified,
    'companyName', account.company_name,
    'falLicense', account.fal_license,
    'falExpiry', account.fal_expiry,
    'commercialRegistration', account.commercial_registration,
    'city', account.city,
    'district', account.district,
    'createdAt', account.created_at,
    'updatedAt', account.updated_at,
    'lastLogin', account.last_login,
    'version', account.version)
$$;

grant execute on function api.account(nova.users) to nova_app;
