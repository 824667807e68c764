-- A property goes on the market: ACTIVE and published.
--
-- Only with a valid REGA advertising licence, and by someone who may practise: all that is missing
-- is told at once.
-- Definer, because status and publication are no column a client may set: it checks the right.
create or replace function nova.publish_property(property_id uuid) returns nova.properties
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_property nova.properties;
begin
    select p.* into v_property
    from nova.properties p
    where p.id = publish_property.property_id and p.deleted_at is null
    for no key update;
    if not found or not nova.may('properties.read', v_property.scope_id, v_property.user_id) then
        return null;
    end if;
    if not nova.may('properties.publish', v_property.scope_id, v_property.user_id) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    perform private.require_trade();
    perform private.refuse(
        private.licence_blockers() || private.publication_blockers(v_property));
    update nova.properties p
    set status = 'ACTIVE', is_published = true, published_at = coalesce(p.published_at, now())
    where p.id = v_property.id
    returning p.* into v_property;
    return v_property;
end
$$;

grant execute on function nova.publish_property(uuid) to nova_app;
