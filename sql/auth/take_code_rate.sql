-- The limits on sending codes: once a minute, 5 an hour, 20 a day for an address; ten times the
-- latter two for a network address, behind which a whole office may sit.
--
-- Counted whether or not the account exists, so the limits tell nobody which accounts do.
create or replace function private.take_code_rate(identifier text, purpose text) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_to text := coalesce(
        (select u.id::text from private.find_account(identifier) u),
        nova.normalize_phone(identifier),
        lower(btrim(identifier)));
    v_from text := private.client_network();
begin
    perform private.take_rate(format('code:%s:%s', purpose, v_to), 1, interval '60 seconds');
    perform private.take_rate('code-hour:' || v_to, 5, interval '1 hour');
    perform private.take_rate('code-day:' || v_to, 20, interval '1 day');
    perform private.take_rate('code-hour-ip:' || v_from, 50, interval '1 hour');
    perform private.take_rate('code-day-ip:' || v_from, 200, interval '1 day');
end
$$;
