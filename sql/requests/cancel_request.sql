-- The buyer looks no more: the request closes with a reason, its open matches expire.
--
-- Definer, because status is no column a client may set: it checks the right itself.
create or replace function nova.cancel_request(request_id uuid, reason text) returns nova.requests
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests;
begin
    select r.* into v_request
    from nova.requests r
    where r.id = cancel_request.request_id and r.deleted_at is null
    for update;
    if not found
        or not nova.may('requests.update', v_request.scope_id, v_request.user_id)
        or not nova.may('requests.read', v_request.scope_id, v_request.user_id)
    then
        return null;
    end if;
    if v_request.status <> 'ACTIVE' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = format('This is %s: it cannot become CANCELED.', v_request.status);
    end if;
    update nova.requests r
    set status = 'CANCELED', canceled_reason = reason
    where r.id = v_request.id
    returning r.* into v_request;
    return v_request;
end
$$;

grant execute on function nova.cancel_request(uuid, text) to nova_app;
