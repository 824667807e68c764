create or replace trigger tg_touch before update on nova.subscriptions
    for each row execute function private.tg_touch();
create or replace trigger tg_rest_offers after update of status on nova.subscriptions
    for each row when (old.status <> new.status and 'EXPIRED' in (old.status, new.status))
    execute function private.tg_rest_offers();
create or replace trigger tg_events_insert after insert on nova.subscriptions
    referencing new table as new_rows
    for each statement execute function private.tg_subscription_events();
create or replace trigger tg_events_update after update on nova.subscriptions
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_subscription_events();
create or replace trigger tg_touch before update on nova.subscription_plans
    for each row execute function private.tg_touch();
create or replace trigger tg_use_trial
    after update of phone_verified, phone, commercial_registration on nova.users
    for each row when (new.phone_verified is distinct from old.phone_verified
        or new.phone is distinct from old.phone
        or new.commercial_registration is distinct from old.commercial_registration)
    execute function private.tg_use_trial();
