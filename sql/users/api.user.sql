-- A person, as they see themselves.
create or replace function api.user(account nova.users) returns json
language sql stable
as $$
select json_build_object(
    'id', account.id,
    'name', account.name,
    'email', account.email,
    'phone', account.phone,
    'role', account.role,
    'status', account.status,
    'emailVerified', account.email_verified,
    'phoneVerified', account.phone_verified,
    'companyName', account.company_name,
    'falLicense', account.fal_license,
    'falExpiry', account.fal_expiry,
    'commercialRegistration', account.commercial_registration,
    'commercialExpiry', account.commercial_expiry,
    'commercialConfirmedAt', account.commercial_confirmed_at,
    'mawthuqNumber', account.mawthuq_number,
    'idNumber', account.id_number,
    'dateOfBirth', account.date_of_birth,
    'city', account.city,
    'district', account.district,
    'preferences', account.preferences,
    'notificationSettings', account.notification_settings,
    'createdAt', account.created_at,
    'updatedAt', account.updated_at,
    'lastLogin', account.last_login,
    'version', account.version)
$$;

grant execute on function api.user(nova.users) to nova_app;
