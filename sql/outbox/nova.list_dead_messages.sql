-- The newest messages that were given up, and why; for an administrator.
create or replace function nova.list_dead_messages(provider text, page_size int) returns json
language plpgsql stable security definer
set search_path = ''
as $$
begin
    perform private.require_role('ADMIN');
    return (
        select json_build_object('data', coalesce(json_agg(private.dead_message(o)
            order by o.id desc), '[]'))
        from (
            select x.*
            from nova.outbox x
            where x.status = 'FAILED'
                and (list_dead_messages.provider is null
                    or x.provider = list_dead_messages.provider)
            order by x.id desc
            limit page_size) as o);
end
$$;

grant execute on function nova.list_dead_messages(text, int) to nova_app;
