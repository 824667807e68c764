-- The pictures of properties changed: one event a property, with its gallery as it is now.
create or replace function private.tg_image_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_properties uuid[];
begin
    if tg_op = 'DELETE' then
        v_properties := array(select distinct o.property_id from old_rows o);
    else
        v_properties := array(select distinct n.property_id from new_rows n);
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'property.images.updated', 'property', p.id, audience,
        private.event_data(json_build_object('teamId', p.team_id, 'images', coalesce(images, '[]')))
    from nova.properties p
    cross join lateral private.property_audience(p) as audience
    cross join lateral (
        select json_agg(api.property_image(i) order by i.order_index, i.id) as images
        from nova.property_images i
        where i.property_id = p.id
    ) as gallery
    where p.id = any (v_properties)
    order by p.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
