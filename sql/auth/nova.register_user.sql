-- A broker or a company joins: account, trial of 14 days, session, and a code to their phone.
--
-- The role is theirs to choose among these two only; OWNER and ADMIN are given, never taken.
create or replace function nova.register_user(
    email text, phone text, password_hash text, name text, role text, refresh_hash bytea,
    refresh_days int, user_agent text, code text, otp_key bytea
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users;
    v_mobile text := nova.normalize_phone(phone);
    v_session uuid;
begin
    if role not in ('BROKER', 'COMPANY') then
        raise exception using
            errcode = 'PT422', message = 'role_refused', column = 'role';
    end if;
    if v_mobile is null or v_mobile !~ '^\+9665\d{8}$' then
        raise exception using
            errcode = 'PT422', message = 'mobile_invalid', column = 'phone';
    end if;
    insert into nova.users as u (email, phone, name, role)
    values (lower(btrim(register_user.email)), v_mobile, btrim(register_user.name),
        register_user.role)
    on conflict do nothing
    returning u.* into v_user;
    if v_user.id is null then
        return private.refusal(409, 'account_exists');
    end if;
    insert into private.user_passwords (user_id, password_hash)
    values (v_user.id, register_user.password_hash);
    insert into nova.subscriptions (user_id, plan_id, status, trial_ends_at, current_period_end)
    select v_user.id, p.id, 'TRIAL', now() + interval '14 days', now() + interval '14 days'
    from nova.subscription_plans p
    where p.name = 'trial';
    perform private.note_activity(v_user.id, 1);
    perform private.take_network_rate();
    -- Counted, never refused: somebody else here may have asked for this phone's codes before.
    perform private.within_rate('code:PHONE_VERIFICATION:' || private.code_bucket(v_mobile), 1,
        interval '60 seconds');
    v_session := private.open_session(v_user.id, refresh_hash, refresh_days, user_agent);
    if private.may_send_code(v_user.id, 'PHONE_VERIFICATION') then
        perform private.issue_code(v_user, 'PHONE_VERIFICATION', code, otp_key);
    end if;
    return private.signed_in(v_user, v_session);
end
$$;

grant execute on function nova.register_user(
    text, text, text, text, text, bytea, int, text, text, bytea) to nova_app;
