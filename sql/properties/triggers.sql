create or replace trigger tg_check_customer
    before insert or update of customer_id on nova.properties
    for each row execute function private.tg_check_customer();
create or replace trigger tg_license_status before insert or update on nova.properties
    for each row execute function private.tg_license_status();
create or replace trigger tg_touch before update on nova.properties
    for each row execute function private.tg_touch();
create or replace trigger tg_refresh_offers after update on nova.properties
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_refresh_offers();
create or replace trigger tg_close_offers after update on nova.properties
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_close_offers();
create or replace trigger tg_match_insert after insert on nova.properties
    referencing new table as new_rows
    for each statement execute function private.tg_match_properties();
create or replace trigger tg_match_update after update on nova.properties
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_match_properties();
create or replace trigger tg_events_insert after insert on nova.properties
    referencing new table as new_rows
    for each statement execute function private.tg_property_events();
create or replace trigger tg_events_update after update on nova.properties
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_property_events();
create or replace trigger tg_events_insert after insert on nova.property_images
    referencing new table as new_rows
    for each statement execute function private.tg_image_events();
create or replace trigger tg_events_update after update on nova.property_images
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_image_events();
create or replace trigger tg_events_delete after delete on nova.property_images
    referencing old table as old_rows
    for each statement execute function private.tg_image_events();
