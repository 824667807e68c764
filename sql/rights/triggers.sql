-- Every table that somebody's rights follow from keeps them in nova.effective_rights.
create or replace trigger tg_rights_insert after insert on nova.users
    for each row execute function private.tg_user_rights();
create or replace trigger tg_rights_update after update on nova.users for each row
    when (old.role is distinct from new.role) execute function private.tg_user_rights();
create or replace trigger tg_rights_insert after insert on nova.teams for each row
    when (new.company_id is not null) execute function private.tg_team_rights();
create or replace trigger tg_rights_update after update on nova.teams for each row
    when ((old.company_id, old.deleted_at, old.settings -> 'sharedPool')
        is distinct from (new.company_id, new.deleted_at, new.settings -> 'sharedPool'))
    execute function private.tg_team_rights();
create or replace trigger tg_rights_delete after delete on nova.teams
    for each row execute function private.tg_team_rights();
create or replace trigger tg_rights_change after insert or delete on nova.team_members
    for each row execute function private.tg_member_rights();
create or replace trigger tg_rights_update after update on nova.team_members for each row
    when ((old.team_id, old.user_id, old.role, old.status)
        is distinct from (new.team_id, new.user_id, new.role, new.status))
    execute function private.tg_member_rights();
create or replace trigger tg_rights_change
    after insert or update or delete on nova.team_permissions
    for each row execute function private.tg_override_rights();
create or replace trigger tg_rights_change after insert or update or delete on private.broken_glass
    for each row execute function private.tg_glass_rights();
create or replace trigger tg_rights_change
    after insert or update or delete on private.permissions
    for each statement execute function private.tg_catalogue_rights();
create or replace trigger tg_rights_change
    after insert or update or delete on private.role_permissions
    for each statement execute function private.tg_catalogue_rights();
