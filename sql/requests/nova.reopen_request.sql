-- The buyer looks again: a cancelled or archived request opens, and is matched again. An expiry
-- that has passed goes; a customer who is gone keeps it closed.
create or replace function nova.reopen_request(request_id uuid) returns nova.requests
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests := private.lock_request(request_id, 'requests.update');
begin
    if v_request.id is null then
        return null;
    end if;
    perform private.require_state(v_request, array['CANCELED', 'ARCHIVED'], 'ACTIVE');
    perform private.require_verified();
    if exists (
        select from nova.customers c
        where c.id = v_request.customer_id
            and (c.deleted_at is not null or c.status = 'ARCHIVED'))
    then
        raise exception using
            errcode = 'PT422', message = 'customer_away', column = 'customerId';
    end if;
    update nova.requests r
    set status = 'ACTIVE', canceled_reason = null,
        expires_at = case when r.expires_at > now() then r.expires_at end
    where r.id = v_request.id
    returning r.* into v_request;
    return v_request;
end
$$;

grant execute on function nova.reopen_request(uuid) to nova_app;
