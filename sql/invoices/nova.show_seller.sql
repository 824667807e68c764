-- Who issues the invoices, for the back office.
create or replace function nova.show_seller() returns json
language plpgsql stable security definer
set search_path = ''
as $$
begin
    perform private.require_role('OWNER', 'ADMIN');
    return (select api.seller(s) from nova.sellers s);
end
$$;

grant execute on function nova.show_seller() to nova_app;
