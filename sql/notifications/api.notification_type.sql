-- A type of notification, as everybody is told of it who has not chosen.
create or replace function api.notification_type(kind nova.notification_types) returns json
language sql stable
as $$
select json_build_object(
    'key', kind.key,
    'type', kind.type,
    'priority', kind.priority,
    'titleAr', kind.title_ar,
    'titleEn', kind.title_en,
    'isFixed', kind.is_fixed,
    'defaults', private.switches(kind.channels))
$$;

grant execute on function api.notification_type(nova.notification_types) to nova_app;
