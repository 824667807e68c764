-- An appointment as the API answers it, with what speaks against its time, how many were made or
-- moved with it, and which times of its series were left out.
create or replace function private.with_warnings(
    appointment nova.appointments, warnings jsonb[], count int default 1,
    skipped timestamptz[] default '{}'
) returns json
language sql stable
as $$
select (api.appointment(appointment)::jsonb || jsonb_build_object(
    'warnings', coalesce((
        select jsonb_agg(jsonb_build_object('code', w ->> 'code', 'params', w -> 'params'))
        from unnest(warnings) as w), '[]'),
    'count', count,
    'skipped', skipped))::json
$$;
