-- What register, login and refresh answer: the person, their plan, how long the refresh token is
-- good, and the claims to sign. Volatile: the session was opened in the same statement.
create or replace function private.signed_in(account nova.users, session_id uuid) returns json
language sql volatile
set search_path = ''
as $$
select json_build_object(
    'user', json_build_object(
        'id', account.id,
        'name', account.name,
        'email', account.email,
        'phone', account.phone,
        'role', account.role,
        'subscription', (
            select json_build_object(
                'plan', p.name, 'status', s.status, 'expiresAt', s.current_period_end)
            from nova.subscriptions s
            join nova.subscription_plans p on p.id = s.plan_id
            where s.user_id = account.id)),
    'refreshExpiresAt', (select s.expires_at from nova.sessions s where s.id = session_id),
    'claims', private.claims(account, session_id),
    'requiresVerification', json_build_object(
        'email', not account.email_verified, 'phone', not account.phone_verified))
$$;
