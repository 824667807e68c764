-- A free object with a merge patch applied (RFC 7396): what the patch names is set, what it names
-- as null goes, what it does not name stays.
create or replace function private.merge_patch(target jsonb, patch jsonb) returns jsonb
language plpgsql immutable
set search_path = ''
as $$
declare
    v_key text;
    v_value jsonb;
begin
    if jsonb_typeof(patch) <> 'object' then
        return patch;
    end if;
    if target is null or jsonb_typeof(target) <> 'object' then
        target := '{}';
    end if;
    for v_key, v_value in select p.key, p.value from jsonb_each(patch) as p loop
        target := case when v_value = 'null' then target - v_key
            else target || jsonb_build_object(
                v_key, private.merge_patch(target -> v_key, v_value)) end;
    end loop;
    return target;
end
$$;

grant execute on function private.merge_patch(jsonb, jsonb) to nova_app;
