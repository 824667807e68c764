create or replace trigger tg_key_demand before insert or update on private.demand
    for each row execute function private.tg_key_demand();
create or replace trigger tg_cell_insert after insert on private.demand
    for each row when (new.plan = 2) execute function private.tg_cell_demand();
create or replace trigger tg_cell_update after update on private.demand
    for each row when (new.plan = 2 and new.reach <> old.reach)
    execute function private.tg_cell_demand();
create or replace trigger tg_match_settings after insert or update on nova.match_settings
    for each row execute function private.tg_match_settings();
create or replace trigger tg_touch before update on nova.match_answers
    for each row execute function private.tg_touch();
create or replace trigger tg_events_insert after insert on nova.smart_matches
    referencing new table as new_rows
    for each statement execute function private.tg_match_events();
create or replace trigger tg_events_update after update on nova.smart_matches
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_match_events();
create or replace trigger tg_events_delete after delete on nova.smart_matches
    referencing old table as old_rows
    for each statement execute function private.tg_match_events();
create or replace trigger tg_match_refill after update on nova.smart_matches
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_refill_requests();
