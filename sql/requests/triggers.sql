create or replace trigger tg_require_verified before insert on nova.requests
    for each statement execute function private.tg_require_verified();
create or replace trigger tg_check_customer
    before insert or update of customer_id on nova.requests
    for each row execute function private.tg_check_customer();
create or replace trigger tg_summarise before insert or update on nova.requests
    for each row execute function private.tg_summarise_request();
create or replace trigger tg_touch before update on nova.requests
    for each row execute function private.tg_touch();
create or replace trigger tg_match_insert after insert on nova.requests
    referencing new table as new_rows
    for each statement execute function private.tg_match_requests();
create or replace trigger tg_match_update after update on nova.requests
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_match_requests();
create or replace trigger tg_events_insert after insert on nova.requests
    referencing new table as new_rows
    for each statement execute function private.tg_request_events();
create or replace trigger tg_events_update after update on nova.requests
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_request_events();
