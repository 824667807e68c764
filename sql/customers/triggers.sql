create or replace trigger tg_archive before update on nova.customers
    for each row when (new.status = 'ARCHIVED' and old.status <> 'ARCHIVED')
    execute function private.tg_archive_customer();
create or replace trigger tg_touch before update on nova.customers
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.customers
    referencing new table as new_rows
    for each statement execute function private.tg_customer_events();
create or replace trigger tg_events_update after update on nova.customers
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_customer_events();
create or replace trigger tg_last_contact after insert on nova.customer_activities
    referencing new table as new_rows
    for each statement execute function private.tg_last_contact();
create or replace trigger tg_activity_events after insert on nova.customer_activities
    referencing new table as new_rows
    for each statement execute function private.tg_activity_events();
create or replace trigger tg_events_insert after insert on nova.customer_documents
    referencing new table as new_rows
    for each statement execute function private.tg_document_events();
create or replace trigger tg_events_update after update on nova.customer_documents
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_document_events();
create or replace trigger tg_events_delete after delete on nova.customer_documents
    referencing old table as old_rows
    for each statement execute function private.tg_document_events();
