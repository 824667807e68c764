create or replace trigger tg_stay_issued before update or delete on nova.subscription_invoices
    for each row when (old.number is not null) execute function private.tg_stay_issued();
create or replace trigger tg_touch before update on nova.subscription_invoices
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.subscription_invoices
    referencing new table as new_rows
    for each statement execute function private.tg_invoice_events();
create or replace trigger tg_events_update after update on nova.subscription_invoices
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_invoice_events();
create or replace trigger tg_touch before update on nova.billing_details
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update on nova.sellers
    for each row execute function private.tg_touch();
