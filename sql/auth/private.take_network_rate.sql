-- The limits on codes of one network, one site and the platform, whomever they are for.
create or replace function private.take_network_rate() returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_from text := private.client_network();
    v_site text := private.client_site();
begin
    perform private.take_rate('code-hour-ip:' || v_from, 50, interval '1 hour');
    perform private.take_rate('code-day-ip:' || v_from, 200, interval '1 day');
    if v_site <> v_from then
        perform private.take_rate('code-hour-site:' || v_site, 200, interval '1 hour');
        perform private.take_rate('code-day-site:' || v_site, 800, interval '1 day');
    end if;
    perform private.take_rate('code-hour-platform', 20000, interval '1 hour');
end
$$;
