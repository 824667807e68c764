-- Bring a deleted property back, unpublished, unless another has its deed by now.
create or replace function nova.restore_property(property_id uuid) returns nova.properties
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_property nova.properties;
    v_rival nova.properties;
begin
    select p.* into v_property
    from nova.properties p
    where p.id = restore_property.property_id and p.deleted_at is not null
    for no key update;
    if not found
        or not nova.may('properties.delete', v_property.scope_id, v_property.user_id)
        or not nova.may('properties.read', v_property.scope_id, v_property.user_id)
    then
        return null;
    end if;
    select p.* into v_rival
    from nova.properties p
    where p.scope_id = v_property.scope_id
        and p.deed_number = v_property.deed_number
        and p.deleted_at is null;
    if found then
        raise exception using
            errcode = 'PT409', message = 'deed_taken', column = 'deedNumber',
            detail = case
                when nova.may('properties.read', v_rival.scope_id, v_rival.user_id)
                then json_build_object('propertyId', v_rival.id) else '{}' end;
    end if;
    update nova.properties p
    set deleted_at = null
    where p.id = v_property.id
    returning p.* into v_property;
    return v_property;
end
$$;

grant execute on function nova.restore_property(uuid) to nova_app;
