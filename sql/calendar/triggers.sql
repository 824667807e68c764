create or replace trigger tg_touch before update or delete on nova.holidays
    for each row execute function private.tg_touch();
