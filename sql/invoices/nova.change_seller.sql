-- The back office says who issues the invoices from the next one on; what "changes" leaves out
-- stays. "may_stamp": whether there is a key to stamp e-invoices with. Refused:
-- card_number_refused, e_invoices_unset.
create or replace function nova.change_seller(changes jsonb, may_stamp boolean)
returns json
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
    if v_seller.e_invoices and not may_stamp then
        perform private.refuse(array[private.blocker(409, 'e_invoices_unset', 'eInvoices')]);
    end if;
    perform private.refuse_card_numbers(jsonb_build_object('name', v_seller.name,
        'nameAr', v_seller.name_ar, 'street', v_seller.street, 'district', v_seller.district,
        'city', v_seller.city));
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

grant execute on function nova.change_seller(jsonb, boolean) to nova_app;
