-- What somebody chose of notifications names types of the catalogue, channels and times that there
-- are; every wrong one is told. Other keys of the object are the client's own.
create or replace function private.tg_check_notification_settings() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_types jsonb := case when jsonb_typeof(new.notification_settings -> 'types') = 'object'
        then new.notification_settings -> 'types' end;
begin
    if new.notification_settings ? 'types' and v_types is null then
        raise exception using
            errcode = 'PT422', message = 'notification_types_wrong',
            column = 'notificationSettings.types';
    end if;
    perform private.refuse(private.settings_blockers(v_types));
    if new.notification_settings -> 'quietHours' <> 'null' and (
        private.clock_of(new.notification_settings #>> '{quietHours,from}') is null
        or private.clock_of(new.notification_settings #>> '{quietHours,to}') is null)
    then
        raise exception using
            errcode = 'PT422', message = 'quiet_hours_wrong',
            column = 'notificationSettings.quietHours';
    end if;
    return new;
end
$$;
