-- A position below one and above another, with as few digits as there is room for; nothing need be
-- below.
create or replace function private.position_between(above numeric, below numeric) returns numeric
language plpgsql immutable
set search_path = ''
as $$
declare
    v_between numeric;
begin
    if below is null then
        return above + 1;
    end if;
    for v_digits in 0..1000 loop
        v_between := round((above + below) * 0.5, v_digits);
        exit when v_between > above and v_between < below;
    end loop;
    return v_between;
end
$$;
