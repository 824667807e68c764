-- Count a try of something costly before it costs anything: a password is hashed only after this.
create or replace function nova.count_attempt(door text) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    if door not in ('register', 'reset') then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    perform private.take_rate(
        format('%s-ip:%s', door, private.client_network()), 100, interval '1 hour');
    perform private.take_rate(
        format('%s-site:%s', door, private.client_site()), 300, interval '1 hour');
end
$$;

grant execute on function nova.count_attempt(text) to nova_app;
