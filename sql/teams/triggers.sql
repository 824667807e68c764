create or replace trigger tg_check_settings before update of settings on nova.teams for each row
    when (new.settings @> '{"sharedPool": true}' and not old.settings @> '{"sharedPool": true}')
    execute function private.tg_check_settings();
create or replace trigger tg_check_words before update of settings on nova.teams for each row
    when (new.settings -> 'words' is distinct from old.settings -> 'words')
    execute function private.tg_check_words();
create or replace trigger tg_touch before update on nova.teams
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update or delete on nova.team_members
    for each row execute function private.tg_touch();
create or replace trigger tg_events_update after update on nova.teams
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_team_events();
create or replace trigger tg_events_insert after insert on nova.team_members
    referencing new table as new_rows
    for each statement execute function private.tg_member_events();
create or replace trigger tg_events_update after update on nova.team_members
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_member_events();
create or replace trigger tg_events_delete after delete on nova.team_members
    referencing old table as old_rows
    for each statement execute function private.tg_member_events();
create or replace trigger tg_events_insert after insert on nova.team_permissions
    referencing new table as new_rows
    for each statement execute function private.tg_permission_events();
create or replace trigger tg_events_update after update on nova.team_permissions
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_permission_events();
create or replace trigger tg_events_delete after delete on nova.team_permissions
    referencing old table as old_rows
    for each statement execute function private.tg_permission_events();
