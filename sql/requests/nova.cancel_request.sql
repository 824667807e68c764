-- The buyer looks no more: the request closes with a reason, its open matches expire.
--
-- Definer, because status is no column a client may set: it checks the right itself.
create or replace function nova.cancel_request(request_id uuid, reason text) returns nova.requests
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests := private.lock_request(request_id, 'requests.update');
begin
    if v_request.id is null then
        return null;
    end if;
    perform private.require_state(v_request, array['ACTIVE'], 'CANCELED');
    update nova.requests r
    set status = 'CANCELED', canceled_reason = reason
    where r.id = v_request.id
    returning r.* into v_request;
    return v_request;
end
$$;

grant execute on function nova.cancel_request(uuid, text) to nova_app;
