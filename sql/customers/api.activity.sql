-- One entry of a customer's log.
create or replace function api.activity(activity nova.customer_activities) returns json
language sql stable
as $$
select json_build_object(
    'id', activity.id,
    'customerId', activity.customer_id,
    'userId', activity.user_id,
    'userName', private.name_of(activity.user_id),
    'type', activity.type,
    'description', activity.description,
    'metadata', activity.metadata,
    'createdAt', activity.created_at)
$$;

grant execute on function api.activity(nova.customer_activities) to nova_app;
