-- Changes of a row in which a free object is merged into the present one (private.merge_patch), as
-- a merge patch of the whole row would.
create or replace function private.merge_field(changes jsonb, field text, present jsonb)
returns jsonb
language sql immutable
as $$
select case when changes ? field
    then changes || jsonb_build_object(field, private.merge_patch(present, changes -> field))
    else changes
end
$$;

grant execute on function private.merge_field(jsonb, text, jsonb) to nova_app;
