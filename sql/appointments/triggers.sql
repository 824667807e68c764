create or replace trigger tg_check_customer
    before insert or update of customer_id on nova.appointments
    for each row execute function private.tg_check_customer();
create or replace trigger tg_check_property
    before insert or update of property_id on nova.appointments
    for each row execute function private.tg_check_property();
create or replace trigger tg_touch before update on nova.appointments
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.appointments
    referencing new table as new_rows
    for each statement execute function private.tg_appointment_events();
create or replace trigger tg_events_update after update on nova.appointments
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_appointment_events();
