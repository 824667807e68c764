-- count_attempt(door text) -> nothing
select nova.count_attempt(:door)

-- register_user(email text, phone text, password_hash text, name text, role text, refresh_hash bytea, refresh_days int, user_agent text, code text, otp_key bytea) -> SignedIn
select nova.register_user(:email, :phone, :password_hash, :name, :role, :refresh_hash, :refresh_days,
    :user_agent, :code, :otp_key)

-- start_login(identifier text, device uuid) -> KeptHash
select nova.start_login(:identifier, :device)

-- note_failed_login(account_id uuid) -> nothing
select nova.note_failed_login(:account_id)

-- finish_login(identifier text, password_hash text, refresh_hash bytea, refresh_days int, user_agent text, former_session uuid) -> SignedIn
select nova.finish_login(:identifier, :password_hash, :refresh_hash, :refresh_days, :user_agent,
    :former_session)

-- rotate_session(refresh_hash bytea, child_hash bytea, refresh_days int, user_agent text, session_days int) -> SignedIn
select nova.rotate_session(:refresh_hash, :child_hash, :refresh_days, :user_agent, :session_days)

-- log_out() -> nothing
select nova.log_out()

-- log_out_all() -> nothing
select nova.log_out_all()

-- list_sessions() -> Devices
-- The newest token of each device that is still logged in; the hundred that were used last.
select json_build_object('data', coalesce(json_agg(json_build_object(
    'id', s.id,
    'userAgent', s.user_agent,
    'ip', host(s.ip),
    'current', s.family_id = here.family_id,
    'createdAt', s.created_at,
    'lastUsedAt', s.last_used_at,
    'expiresAt', s.expires_at) order by s.last_used_at desc), '[]'))
from (
    select s.id, s.user_agent, s.ip, s.family_id, s.created_at, s.last_used_at, s.expires_at
    from nova.sessions s
    where s.user_id = nova.current_user_id()
        and s.rotated_at is null
        and s.revoked_at is null
        and s.expires_at > now()
    order by s.last_used_at desc
    limit 100) s
left join nova.sessions here on here.id = nullif(current_setting('nova.session_id', true), '')::uuid

-- end_session(session_id uuid) -> nothing
select nova.end_session(:session_id)

-- verify_otp(identifier text, code text, purpose text, otp_key bytea) -> Verified
select nova.verify_otp(:identifier, nova.normalize_text(:code), :purpose, :otp_key)

-- send_code(identifier text, purpose text, code text, otp_key bytea) -> CodeSent
select nova.send_code(:identifier, :purpose, :code, :otp_key)

-- start_reset(identifier text, code text, otp_key bytea) -> OwnWords
select nova.start_reset(:identifier, nova.normalize_text(:code), :otp_key)

-- reset_password(identifier text, code text, password_hash text, otp_key bytea) -> Message
select nova.reset_password(:identifier, nova.normalize_text(:code), :password_hash, :otp_key)

-- start_password_change() -> OwnHash
select nova.start_password_change()

-- change_password(old_hash text, new_hash text) -> Message
select nova.change_password(:old_hash, :new_hash)

-- who_am_i() -> Me
-- The caller, with what they may, what their plan allows, and the figures of their first screen.
select json_build_object(
    'user', api.user(u),
    'subscription', (
        select api.subscription(s, p)
        from nova.subscriptions s
        join nova.subscription_plans p on p.id = s.plan_id
        where s.user_id = u.id),
    'teams', coalesce((
        select json_agg(json_build_object('id', t.id, 'name', t.name, 'role', m.role,
            'permissions', nova.my_permissions(t.id)) order by t.name)
        from nova.teams t
        left join nova.team_members m on m.team_id = t.id and m.user_id = u.id), '[]'),
    'stats', (select api.stats(s) from nova.my_stats() as s),
    'unreadNotifications', nova.unread_count())
from nova.users u
where u.id = nova.current_user_id()
