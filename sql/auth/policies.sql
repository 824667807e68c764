-- Sessions are their user's own; codes are nobody's but the rules'.
create policy sessions_rules on nova.sessions to nova_rules using (true) with check (true);
create policy sessions_own on nova.sessions for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select (id, user_id, family_id, user_agent, ip, created_at, last_used_at, expires_at,
    rotated_at, revoked_at) on nova.sessions to nova_app;

create policy otp_codes_rules on nova.otp_codes to nova_rules using (true) with check (true);
