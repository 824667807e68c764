-- Whether one more code may go to an account: once a minute, 5 an hour, 20 a day from each network
-- it has logged in from, and as many from all others together. Who is refused is not told: it
-- would say that a phone and an e-mail are one account's.
create or replace function private.may_send_code(account_id uuid, purpose text) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_bucket text := private.account_bucket(account_id);
begin
    return private.within_rate(
            format('sent:%s:%s', purpose, v_bucket), 1, interval '60 seconds') is null
        and private.within_rate('sent-hour:' || v_bucket, 5, interval '1 hour') is null
        and private.within_rate('sent-day:' || v_bucket, 20, interval '1 day') is null;
end
$$;
