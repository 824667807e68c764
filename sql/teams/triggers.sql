create or replace trigger tg_check_settings before update of settings on nova.teams for each row
    when (new.settings @> '{"sharedPool": true}' and not old.settings @> '{"sharedPool": true}')
    execute function private.tg_check_settings();
create or replace trigger tg_touch before update on nova.teams
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update or delete on nova.team_members
    for each row execute function private.tg_touch();
