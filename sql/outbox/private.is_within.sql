-- Whether a moment is between two hours of the day in Riyadh: '09:00-20:00'.
create or replace function private.is_within(hours text, at timestamptz) returns boolean
language sql stable
as $$
select (at at time zone 'Asia/Riyadh')::time >= split_part(hours, '-', 1)::time
    and (at at time zone 'Asia/Riyadh')::time < split_part(hours, '-', 2)::time
$$;
