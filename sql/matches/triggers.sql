create or replace trigger tg_touch before update on nova.smart_matches
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.smart_matches
    referencing new table as new_rows
    for each statement execute function private.tg_match_events();
create or replace trigger tg_events_update after update on nova.smart_matches
    referencing new table as new_rows
    for each statement execute function private.tg_match_events();
