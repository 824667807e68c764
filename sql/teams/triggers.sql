create or replace trigger tg_touch before update on nova.teams
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update or delete on nova.team_members
    for each row execute function private.tg_touch();
