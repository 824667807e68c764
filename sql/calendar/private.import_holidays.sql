-- Take in public holidays as they are announced; one that is there by name and first day is
-- changed. Answers how many.
create or replace function private.import_holidays(holidays jsonb) returns int
language sql volatile
set search_path = ''
as $$
with kept as (
    insert into nova.platform_holidays as p (name_ar, name_en, start_date, end_date, is_yearly)
    select h.name_ar, h.name_en, h.start_date, h.end_date, coalesce(h.is_yearly, false)
    from jsonb_populate_recordset(null::nova.platform_holidays, holidays) as h
    on conflict (name_en, start_date) do update
    set name_ar = excluded.name_ar, end_date = excluded.end_date, is_yearly = excluded.is_yearly
    returning 1
)
select count(*)::int from kept
$$;
