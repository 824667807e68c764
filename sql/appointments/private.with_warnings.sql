-- An appointment as the API answers it, with what speaks against its time.
create or replace function private.with_warnings(appointment nova.appointments, warnings jsonb[])
returns json
language sql stable
as $$
select (api.appointment(appointment)::jsonb || jsonb_build_object('warnings', coalesce((
    select jsonb_agg(jsonb_build_object('code', w ->> 'code', 'params', w -> 'params'))
    from unnest(warnings) as w), '[]')))::json
$$;
