create or replace trigger tg_touch before update on nova.offers
    for each row execute function private.tg_touch();
create or replace trigger tg_match_insert after insert on nova.offers
    referencing new table as new_rows
    for each statement execute function private.tg_match_offers();
create or replace trigger tg_match_update after update on nova.offers
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_match_offers();
create or replace trigger tg_reveal_details after update on nova.offers
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_reveal_details();
create or replace trigger tg_events_insert after insert on nova.offers
    referencing new table as new_rows
    for each statement execute function private.tg_offer_events();
create or replace trigger tg_events_update after update on nova.offers
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_offer_events();
