-- The figures follow every table they count.
do $$
declare
    v_table text;
begin
    foreach v_table in array array['customers', 'properties', 'appointments', 'tasks'] loop
        execute format(
            'create or replace trigger tg_count_insert after insert on nova.%1$I'
            ' for each row execute function private.tg_count_%1$s()', v_table);
        execute format(
            'create or replace trigger tg_count_update after update on nova.%1$I'
            ' for each row execute function private.tg_count_%1$s()', v_table);
        execute format(
            'create or replace trigger tg_count_delete after delete on nova.%1$I'
            ' for each row execute function private.tg_count_%1$s()', v_table);
    end loop;
end
$$;
create or replace trigger tg_count_insert after insert on nova.smart_matches
    referencing new table as new_rows
    for each statement execute function private.tg_count_smart_matches();
create or replace trigger tg_count_update after update on nova.smart_matches
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_count_smart_matches();
create or replace trigger tg_count_delete after delete on nova.smart_matches
    referencing old table as old_rows
    for each statement execute function private.tg_count_smart_matches();
create or replace trigger tg_count_insert after insert on nova.notifications
    referencing new table as new_rows
    for each statement execute function private.tg_count_notifications();
create or replace trigger tg_count_update after update on nova.notifications
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_count_notifications();
create or replace trigger tg_count_delete after delete on nova.notifications
    referencing old table as old_rows
    for each statement execute function private.tg_count_notifications();
create or replace trigger tg_open_stats after insert on nova.users
    referencing new table as new_rows
    for each statement execute function private.tg_open_stats();
