-- Put a property away; it can be restored. It leaves the market, its open offer is completed.
--
-- Definer, because deleted_at is no column a client may set: it checks the right itself. Answers
-- the id, or null when not theirs to delete.
create or replace function nova.delete_property(property_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_deleted uuid;
begin
    update nova.properties p
    set deleted_at = now(), is_published = false
    where p.id = delete_property.property_id
        and p.deleted_at is null
        and nova.may('properties.delete', p.scope_id, p.user_id)
        and nova.may('properties.read', p.scope_id, p.user_id)
    returning p.id into v_deleted;
    update nova.offers o
    set status = 'COMPLETED'
    where o.property_id = v_deleted
        and o.status in ('ACTIVE', 'PAUSED')
        and o.deleted_at is null;
    return v_deleted;
end
$$;

grant execute on function nova.delete_property(uuid) to nova_app;
