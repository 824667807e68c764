-- Whether an appointment may be at this time: its person is free, and, where that is asked for, it
-- lies in their hours. Answers what speaks against it.
create or replace function private.check_time(
    user_id uuid, span tstzrange, except_id uuid, strict boolean
) returns jsonb[]
language plpgsql stable
set search_path = ''
as $$
declare
    v_warnings jsonb[] := array(
        select w.warning from private.calendar_warnings(user_id, array[span]) as w);
begin
    perform private.refuse_overlap(user_id, span, except_id);
    if strict then
        perform private.refuse(v_warnings);
    end if;
    return v_warnings;
end
$$;
