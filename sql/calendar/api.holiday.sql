-- A holiday of one's own.
create or replace function api.holiday(holiday nova.holidays) returns json
language sql stable
as $$
select json_build_object(
    'id', holiday.id,
    'name', holiday.name,
    'startDate', holiday.start_date,
    'endDate', holiday.end_date,
    'createdAt', holiday.created_at,
    'updatedAt', holiday.updated_at,
    'version', holiday.version)
$$;

grant execute on function api.holiday(nova.holidays) to nova_app;
