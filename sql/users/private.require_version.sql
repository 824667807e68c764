-- Refuse a change whose If-Match names other versions of this very row: private.begin_request has
-- bound it as id:version,version.
create or replace function private.require_version(id uuid, version int) returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_precondition text := coalesce(current_setting('nova.precondition', true), '');
begin
    if split_part(v_precondition, ':', 1) = id::text
        and version::text <> all (string_to_array(split_part(v_precondition, ':', 2), ','))
    then
        raise exception using
            errcode = 'PT412', message = 'precondition_failed', column = 'If-Match',
            detail = json_build_object('version', version);
    end if;
end
$$;

grant execute on function private.require_version(uuid, int) to nova_app, nova_worker;
