-- The buyer found what they looked for, in one of the caller's own properties or elsewhere: the
-- request closes, its open matches expire.
create or replace function nova.fulfill_request(request_id uuid, property_id uuid)
returns nova.requests
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_request nova.requests := private.lock_request(request_id, 'requests.update');
begin
    if v_request.id is null then
        return null;
    end if;
    perform private.require_state(v_request, array['ACTIVE'], 'FULFILLED');
    if fulfill_request.property_id is not null and not exists (
        select from nova.properties p
        where p.id = fulfill_request.property_id and p.deleted_at is null
            and nova.may('properties.read', p.scope_id, p.user_id))
    then
        raise exception using
            errcode = 'PT422', message = 'property_unknown', column = 'propertyId';
    end if;
    update nova.requests r
    set status = 'FULFILLED', fulfilled_by = fulfill_request.property_id
    where r.id = v_request.id
    returning r.* into v_request;
    return v_request;
end
$$;

grant execute on function nova.fulfill_request(uuid, uuid) to nova_app;
