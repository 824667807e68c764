-- Without reminders nothing is written: most appointments and tasks have none.
create or replace trigger tg_reminders_insert after insert on nova.appointments for each row
    when (new.reminders <> '[]') execute function private.tg_appointment_reminders();
create or replace trigger tg_reminders_update after update on nova.appointments for each row
    when ((old.reminders, old.start_datetime, old.status, old.user_id, old.deleted_at)
        is distinct from
        (new.reminders, new.start_datetime, new.status, new.user_id, new.deleted_at))
    execute function private.tg_appointment_reminders();
create or replace trigger tg_reminders_insert after insert on nova.tasks for each row
    when (new.due_date is not null) execute function private.tg_task_reminders();
create or replace trigger tg_reminders_update after update on nova.tasks for each row
    when ((old.due_date, old.due_time, old.status, old.holder_id, old.deleted_at)
        is distinct from
        (new.due_date, new.due_time, new.status, new.holder_id, new.deleted_at))
    execute function private.tg_task_reminders();
create or replace trigger tg_reminders_insert after insert on nova.properties for each row
    when (new.ad_license_expires_at is not null)
    execute function private.tg_ad_licence_reminders();
create or replace trigger tg_reminders_update after update on nova.properties for each row
    when ((old.ad_license_expires_at, old.user_id, old.status, old.deleted_at) is distinct from
        (new.ad_license_expires_at, new.user_id, new.status, new.deleted_at))
    execute function private.tg_ad_licence_reminders();
create or replace trigger tg_reminders_update after update on nova.users for each row
    when (old.fal_expiry is distinct from new.fal_expiry)
    execute function private.tg_fal_licence_reminders();
create or replace trigger tg_zone_reminders_update after update on nova.users for each row
    when (old.preferences ->> 'timezone' is distinct from new.preferences ->> 'timezone')
    execute function private.tg_zone_reminders();
