create or replace trigger tg_touch before update on nova.payments
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update or delete on nova.payment_methods
    for each row execute function private.tg_touch();
