-- A row may name a property of its own scope only, whom its writer may read: a foreign key alone
-- accepts anybody's.
create or replace function private.tg_check_property() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' then
        if new.property_id is not distinct from old.property_id then
            return new;
        end if;
    end if;
    if new.property_id is not null and not exists (
        select from nova.properties p
        where p.id = new.property_id
            and p.scope_id = coalesce(new.team_id, new.user_id)
            and p.deleted_at is null
            and (nova.current_user_id() is null
                or nova.may('properties.read', p.scope_id, p.user_id))
    ) then
        raise exception using
            errcode = 'PT422', message = 'property_unknown', column = 'propertyId';
    end if;
    return new;
end
$$;
