-- show_working_hours() -> WorkingWeek
select json_build_object('days', json_agg(api.working_day(d, h) order by d))
from generate_series(0, 6) as d
left join nova.working_hours h on h.user_id = nova.current_user_id() and h.day_of_week = d

-- save_working_hours(days jsonb) -> WorkingWeek
select json_build_object('days', json_agg(api.working_day(h.day_of_week, h) order by h.day_of_week))
from nova.save_working_hours(:days) as h

-- list_holidays() -> Holidays
select json_build_object('data', coalesce(json_agg(api.holiday(h) order by h.start_date desc), '[]'))
from (
    select x.* from nova.holidays x
    where x.user_id = nova.current_user_id()
    order by x.start_date desc
    limit 200) as h

-- create_holiday(holiday jsonb) -> Holiday
insert into nova.holidays as h (
    -- columns: NewHoliday
    start_date, end_date, name
    -- end
)
select
    -- columns: n.NewHoliday
    n.start_date, n.end_date, n.name
    -- end
from jsonb_populate_record(null::nova.holidays, :holiday) as n
returning api.holiday(h)

-- change_holiday(holiday_id uuid, changes jsonb) -> Holiday
update nova.holidays as h
set (
    -- columns: HolidayChanges
    start_date, end_date, name
    -- end
) = (
    select
    -- columns: n.HolidayChanges
    n.start_date, n.end_date, n.name
    -- end
    from jsonb_populate_record(h, :changes) as n)
where h.id = :holiday_id
returning api.holiday(h)

-- delete_holiday(holiday_id uuid) -> nothing
select nova.delete_holiday(:holiday_id)

-- list_platform_holidays(year int) -> PlatformHolidays
select json_build_object('data', coalesce(json_agg(json_build_object(
    'nameAr', p.name_ar, 'nameEn', p.name_en, 'startDate', p.first_day, 'endDate', p.last_day)
    order by p.first_day), '[]'))
from (
    select h.name_ar, h.name_en,
        (h.start_date + moved.years * interval '1 year')::date as first_day,
        (h.end_date + moved.years * interval '1 year')::date as last_day
    from nova.platform_holidays h
    cross join lateral (
        select case when h.is_yearly then :year - extract(year from h.start_date) else 0 end as years
    ) as moved
) as p
where extract(year from p.first_day) = :year or extract(year from p.last_day) = :year
