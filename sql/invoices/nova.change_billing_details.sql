-- Change whom the caller's invoices bill from the next one on; what "changes" leaves out stays. An
-- invoice that was issued stays as it is.
--
-- Who says a VAT number says the name and the national address too, as a tax invoice needs them
-- (VAT regulations, article 53). Refused: card_number_refused, billing_details_incomplete.
create or replace function nova.change_billing_details(changes jsonb)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_mine nova.billing_details;
begin
    insert into nova.billing_details (user_id) values (nova.current_user_id())
    on conflict (user_id) do nothing;
    select b.* into v_mine from nova.billing_details b
    where b.user_id = nova.current_user_id()
    for update;
    perform private.require_version(v_mine.user_id, v_mine.version);
    v_mine := jsonb_populate_record(v_mine, changes);
    perform private.refuse_card_numbers(jsonb_build_object('name', v_mine.name,
        'street', v_mine.street, 'district', v_mine.district, 'city', v_mine.city));
    perform private.refuse(array(
        select private.blocker(422, 'billing_details_incomplete', needed.field)
        from (values ('name', v_mine.name), ('street', v_mine.street),
            ('buildingNumber', v_mine.building_number), ('district', v_mine.district),
            ('city', v_mine.city), ('postalCode', v_mine.postal_code)) as needed (field, said)
        where v_mine.vat_number is not null and needed.said is null));
    update nova.billing_details b
    set name = btrim(v_mine.name), vat_number = v_mine.vat_number, cr_number = v_mine.cr_number,
        street = btrim(v_mine.street), building_number = v_mine.building_number,
        district = btrim(v_mine.district), city = btrim(v_mine.city),
        postal_code = v_mine.postal_code, additional_number = v_mine.additional_number
    where b.user_id = v_mine.user_id
    returning b.* into v_mine;
    return api.billing_details(v_mine);
end
$$;

grant execute on function nova.change_billing_details(jsonb) to nova_app;
