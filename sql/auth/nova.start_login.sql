-- The first half of a login: count the try, and hand out the hash to compare with.
--
-- The try is counted before the password is known to be right, so that parallel guesses count too;
-- finish_login forgets it. After 5 tries of one account from one network each waits twice as long
-- as the last, after 20 it is closed for 15 minutes. From all networks that the account does not
-- know together 300 an hour, 60 from one site. Those it has logged in from before are not counted
-- there; a code to the phone makes a network known; and a device that shows a token of its own, be
-- it an old one, has its own 20 tries wherever it is. So strangers cannot lock its owner out. An
-- unknown account answers like a known one, without a hash: the app then compares with one of
-- nobody's, in the same time.
create or replace function nova.start_login(identifier text, device uuid default null)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_from text := private.client_network();
    v_account uuid := (select u.id from private.find_account(identifier) u);
    v_device uuid := (
        select s.id from nova.sessions s where s.id = device and s.user_id = v_account);
    v_bucket text := coalesce('login-device:' || v_device, private.login_bucket(identifier));
    v_tries private.auth_attempts;
    v_open_at timestamptz;
begin
    if v_device is null then
        perform private.take_rate('login-ip:' || v_from, 600, interval '1 hour');
        perform private.take_rate('login-site:' || private.client_site(), 1200, interval '1 hour');
    end if;
    if v_device is null and (v_account is null or not private.knows_network(v_account)) then
        perform private.take_rate(format('login-strangers:%s:%s',
            coalesce(v_account::text, v_bucket), private.client_site()), 60, interval '1 hour');
        perform private.take_rate(
            'login-strangers:' || coalesce(v_account::text, v_bucket), 300, interval '1 hour');
    end if;
    select a.* into v_tries from private.auth_attempts a where a.bucket = v_bucket for update;
    v_open_at := v_tries.last_at + case
        when v_tries.used >= 20 then interval '15 minutes'
        when v_tries.used >= 5 then least(2 ^ (v_tries.used - 5), 60) * interval '1 second'
        else interval '0'
    end;
    if v_open_at > now() then
        raise exception using
            errcode = 'PT429', message = 'too_many_requests',
            hint = ceil(extract(epoch from v_open_at - now()))::text;
    end if;
    insert into private.auth_attempts as a (bucket, used, expires_at)
    values (v_bucket, 1, now() + interval '15 minutes')
    on conflict on constraint auth_attempts_pkey do update set
        used = case when a.expires_at <= now() then 1 else a.used + 1 end,
        last_at = now(),
        expires_at = now() + interval '15 minutes';
    return json_build_object('accountId', v_account, 'passwordHash', (
        select p.password_hash from private.user_passwords p where p.user_id = v_account));
end
$$;

grant execute on function nova.start_login(text, uuid) to nova_app;
