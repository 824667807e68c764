-- One of the reasons why something is refused: private.refuse tells it together with the others.
-- "params" are the values that its sentence names.
create or replace function private.blocker(
    status int, code text, field text, params json default '{}'
) returns jsonb
language sql immutable
as $$
select jsonb_build_object('status', status, 'code', code, 'field', field, 'params', params)
$$;

grant execute on function private.blocker(int, text, text, json) to nova_app;
