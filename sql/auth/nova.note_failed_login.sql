-- A password was wrong. The owner is told of the twentieth within an hour, once a day: by then it
-- is somebody's program.
create or replace function nova.note_failed_login(account_id uuid) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    if exists (select from nova.users u where u.id = account_id and u.deleted_at is null)
        and private.within_rate('failed:' || account_id, 19, interval '1 hour') is not null
        and private.within_rate('failed-told:' || account_id, 1, interval '1 day') is null
    then
        perform private.tell(account_id, 'logins_failed');
    end if;
end
$$;

grant execute on function nova.note_failed_login(uuid) to nova_app;
