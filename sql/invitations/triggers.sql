create or replace trigger tg_touch before update on nova.team_invitations
    for each row execute function private.tg_touch();
