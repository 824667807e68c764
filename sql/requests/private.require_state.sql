-- Refuse to move a request that is in none of these states.
create or replace function private.require_state(
    request nova.requests, states text[], new_status text
) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
    if request.status <> all (states) then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('requestStatus', request.status, new_status);
    end if;
end
$$;
