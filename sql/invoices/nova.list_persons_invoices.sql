-- Somebody's invoices and credit notes, the newest first; for the back office.
create or replace function nova.list_persons_invoices(user_id uuid, cursor text, page_size int)
returns setof nova.subscription_invoices
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_after record := private.read_cursor(cursor);
begin
    perform private.require_role('OWNER', 'ADMIN');
    return query
    select i.*
    from nova.subscription_invoices i
    where i.user_id = list_persons_invoices.user_id
        and (i.created_at, i.id) < (v_after.at, v_after.id)
    order by i.created_at desc, i.id desc
    limit page_size;
end
$$;

grant execute on function nova.list_persons_invoices(uuid, text, int) to nova_app;
