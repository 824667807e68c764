create or replace trigger tg_check_customer
    before insert or update of customer_id on nova.appointments
    for each row execute function private.tg_check_customer();
create or replace trigger tg_check_property
    before insert or update of property_id on nova.appointments
    for each row execute function private.tg_check_property();
create or replace trigger tg_touch before update on nova.appointments
    for each row execute function private.tg_touch();
