-- What an access token says of its holder: who, with which role and plan, and the session.
--
-- A convenience for clients. Rights are read from the tables at every request.
create or replace function private.claims(account nova.users, session_id uuid) returns json
language sql stable
set search_path = ''
as $$
select json_build_object(
    'sub', account.id,
    'sid', session_id,
    'email', account.email,
    'phone', account.phone,
    'role', account.role,
    'subscription', coalesce(
        (select json_build_object('plan', p.name, 'status', s.status)
        from nova.subscriptions s
        join nova.subscription_plans p on p.id = s.plan_id
        where s.user_id = account.id),
        json_build_object('plan', 'none', 'status', 'none')))
$$;
