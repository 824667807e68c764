-- The caller's invoices and credit notes, the newest first; a null state is none.
create or replace function nova.list_invoices(status text, cursor text, page_size int)
returns setof nova.subscription_invoices
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_after record := private.read_cursor(cursor);
begin
    return query
    select i.*
    from nova.subscription_invoices i
    where i.user_id = nova.current_user_id()
        and (list_invoices.status is null or i.status = list_invoices.status)
        and (i.created_at, i.id) < (v_after.at, v_after.id)
    order by i.created_at desc, i.id desc
    limit page_size;
end
$$;

grant execute on function nova.list_invoices(text, text, int) to nova_app;
