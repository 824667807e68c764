-- The back office says who issues the invoices from the next one on; what "changes" leaves out
-- stays.
create or replace function nova.change_seller(changes jsonb) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_seller nova.sellers;
begin
    perform private.require_role('OWNER', 'ADMIN');
    select s.* into v_seller from nova.sellers s for update;
    perform private.require_version(nova.current_user_id(), v_seller.version);
    v_seller := jsonb_populate_record(v_seller, changes);
    update nova.sellers s
    set name = btrim(v_seller.name), name_ar = btrim(v_seller.name_ar),
        vat_number = v_seller.vat_number, cr_number = v_seller.cr_number,
        street = btrim(v_seller.street), building_number = v_seller.building_number,
        district = btrim(v_seller.district), city = btrim(v_seller.city),
        postal_code = v_seller.postal_code, additional_number = v_seller.additional_number,
        e_invoices = v_seller.e_invoices
    returning s.* into v_seller;
    return api.seller(v_seller);
end
$$;

grant execute on function nova.change_seller(jsonb) to nova_app;
