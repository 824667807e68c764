create or replace trigger tg_touch before update on nova.subscriptions
    for each row execute function private.tg_touch();
create or replace trigger tg_touch before update on nova.subscription_invoices
    for each row execute function private.tg_touch();
