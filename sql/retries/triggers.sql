create or replace trigger tg_forget_answers after update of role on nova.users
    for each row when (old.role <> new.role) execute function private.tg_forget_answers();
create or replace trigger tg_forget_answers after update or delete on nova.team_members
    for each row execute function private.tg_forget_answers();
create or replace trigger tg_forget_answers after insert or update or delete
    on nova.team_permissions for each row execute function private.tg_forget_answers();
