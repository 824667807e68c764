-- One of the caller's requests, locked against change; null when it is none of theirs.
create or replace function private.lock_request(request_id uuid, permission text)
returns nova.requests
language plpgsql volatile
set search_path = ''
as $$
declare
    v_request nova.requests;
begin
    select r.* into v_request
    from nova.requests r
    where r.id = lock_request.request_id and r.deleted_at is null
    for no key update;
    if not found
        or not nova.may(permission, v_request.scope_id, v_request.user_id)
        or not nova.may('requests.read', v_request.scope_id, v_request.user_id)
    then
        return null;
    end if;
    return v_request;
end
$$;
