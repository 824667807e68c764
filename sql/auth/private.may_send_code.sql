-- Whether one more code may go to an account: once a minute, 5 an hour, 20 a day from each network
-- it knows; from all others together 10 and 30, of which one site may have 3 and 5. Who is refused
-- is not told: it would say that a phone and an e-mail are one account's.
create or replace function private.may_send_code(account_id uuid, purpose text) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_known boolean := private.knows_network(account_id);
    v_from text := account_id || ':' || case when v_known then private.client_network()
        else private.client_site() end;
    v_all text := account_id || ':strangers';
begin
    return private.within_rate(
            format('sent:%s:%s', purpose, v_from), 1, interval '60 seconds') is null
        and private.within_rate('sent-hour:' || v_from, case when v_known then 5 else 3 end,
            interval '1 hour') is null
        and private.within_rate('sent-day:' || v_from, case when v_known then 20 else 5 end,
            interval '1 day') is null
        and (v_known or (private.within_rate('sent-hour:' || v_all, 10, interval '1 hour') is null
            and private.within_rate('sent-day:' || v_all, 30, interval '1 day') is null));
end
$$;
