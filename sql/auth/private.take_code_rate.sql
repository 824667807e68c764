-- The limits on asking for codes, by what the caller gave and where they are: once a minute, 5 an
-- hour, 20 a day for an address; 50 and 200 for a network, behind which a whole office may sit;
-- four times that for a site of IPv6 networks; 20,000 an hour for the platform.
--
-- Counted whether or not there is such an account: refusals tell nobody which accounts there are,
-- nor that a phone and an e-mail are one account's. What an account is sent is limited apart, in
-- silence (private.may_send_code).
create or replace function private.take_code_rate(identifier text, purpose text) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_to text := private.code_bucket(identifier);
begin
    perform private.take_network_rate();
    perform private.take_rate(format('code:%s:%s', purpose, v_to), 1, interval '60 seconds');
    perform private.take_rate('code-hour:' || v_to, 5, interval '1 hour');
    perform private.take_rate('code-day:' || v_to, 20, interval '1 day');
end
$$;
