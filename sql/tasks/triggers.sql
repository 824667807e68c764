create or replace trigger tg_check_customer before insert or update of customer_id on nova.tasks
    for each row execute function private.tg_check_customer();
create or replace trigger tg_check_property before insert or update of property_id on nova.tasks
    for each row execute function private.tg_check_property();
create or replace trigger tg_check_appointment
    before insert or update of appointment_id on nova.tasks
    for each row execute function private.tg_check_appointment();
create or replace trigger tg_check_assignee before insert or update of assigned_to on nova.tasks
    for each row execute function private.tg_check_assignee();
create or replace trigger tg_search_insert before insert on nova.tasks
    for each row execute function private.tg_task_search();
create or replace trigger tg_search_update before update on nova.tasks for each row
    when ((old.title, old.description) is distinct from (new.title, new.description))
    execute function private.tg_task_search();
create or replace trigger tg_touch before update on nova.tasks
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.tasks
    referencing new table as new_rows
    for each statement execute function private.tg_task_events();
create or replace trigger tg_events_update after update on nova.tasks
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_task_events();
create or replace trigger tg_touch before update on nova.task_comments
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.task_comments
    referencing new table as new_rows
    for each statement execute function private.tg_comment_events();
create or replace trigger tg_events_update after update on nova.task_comments
    referencing new table as new_rows
    for each statement execute function private.tg_comment_events();
