create or replace trigger tg_check_customer before insert or update of customer_id on nova.tasks
    for each row execute function private.tg_check_customer();
create or replace trigger tg_check_property before insert or update of property_id on nova.tasks
    for each row execute function private.tg_check_property();
create or replace trigger tg_check_appointment
    before insert or update of appointment_id on nova.tasks
    for each row execute function private.tg_check_appointment();
create or replace trigger tg_check_assignee before insert or update of assigned_to on nova.tasks
    for each row execute function private.tg_check_assignee();
create or replace trigger tg_touch before update on nova.tasks
    for each row execute function private.tg_touch();
