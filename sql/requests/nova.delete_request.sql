-- Put a request away; its open matches expire, and an accepted one keeps it. Answers the id, or
-- null when it is not theirs to delete.
create or replace function nova.delete_request(request_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests := private.lock_request(request_id, 'requests.delete');
begin
    if v_request.id is null then
        return null;
    end if;
    if exists (
        select from nova.smart_matches m
        where m.request_id = v_request.id and m.status = 'ACCEPTED')
    then
        raise exception using
            errcode = 'PT409', message = 'request_accepted';
    end if;
    update nova.requests r set deleted_at = now() where r.id = v_request.id;
    return v_request.id;
end
$$;

grant execute on function nova.delete_request(uuid) to nova_app;
