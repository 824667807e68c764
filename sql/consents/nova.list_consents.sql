-- What a customer, whom the caller may read, agreed to and took back, newest first; null when they
-- may not.
create or replace function nova.list_consents(customer_id uuid, cursor text, page_size int)
returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_after record := private.read_cursor(cursor);
begin
    if (private.readable_customer(customer_id)).id is null then
        return null;
    end if;
    return (
        select api.page(
            array_agg(api.consent(recent) order by recent.created_at desc, recent.id desc),
            list_consents.page_size)
        from (
            select e.*
            from nova.consent_events e
            where e.customer_id = list_consents.customer_id
                and (e.created_at, e.id) < (v_after.at, v_after.id)
            order by e.created_at desc, e.id desc
            limit list_consents.page_size + 1
        ) as recent);
end
$$;

grant execute on function nova.list_consents(uuid, text, int) to nova_app;
