-- Refuse a time at which somebody has another appointment, and say which.
create or replace function private.refuse_overlap(user_id uuid, span tstzrange, except_id uuid)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_rivals json := private.rivals_of(user_id, span, except_id);
begin
    if v_rivals is not null then
        perform private.refuse(
            array[private.blocker(409, 'appointment_overlaps', 'startDatetime', v_rivals)]);
    end if;
end
$$;
