-- The log of a customer whom the caller may read, newest first; null when they may not.
create or replace function nova.list_activities(customer_id uuid, cursor text, page_size int)
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
            array_agg(api.activity(recent) order by recent.created_at desc, recent.id desc),
            list_activities.page_size)
        from (
            select a.*
            from nova.customer_activities a
            where a.customer_id = list_activities.customer_id
                and (a.created_at, a.id) < (v_after.at, v_after.id)
            order by a.created_at desc, a.id desc
            limit list_activities.page_size + 1
        ) as recent);
end
$$;

grant execute on function nova.list_activities(uuid, text, int) to nova_app;
