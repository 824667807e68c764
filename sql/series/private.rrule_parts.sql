-- The parts of a rule that a series takes, in the order in which they are written: how the value of
-- each looks, and what it is said to take.
create or replace function private.rrule_parts()
returns table (place int, name text, pattern text, allowed text)
language sql immutable rows 7
as $$
values
    (1, 'FREQ', '^(DAILY|WEEKLY|MONTHLY)$', 'DAILY, WEEKLY, MONTHLY'),
    (2, 'INTERVAL', '^[1-9][0-9]{0,2}$', '1-999'),
    (3, 'BYDAY', '^(-?[1-5])?(SU|MO|TU|WE|TH|FR|SA)(,(-?[1-5])?(SU|MO|TU|WE|TH|FR|SA)){0,34}$',
        'SU, MO, TU, WE, TH, FR, SA, 1SU, -1FR'),
    (4, 'BYMONTHDAY', '^-?([1-9]|[12][0-9]|3[01])(,-?([1-9]|[12][0-9]|3[01])){0,30}$',
        '1-31, -31--1'),
    (5, 'WKST', '^(SU|MO|TU|WE|TH|FR|SA)$', 'SU, MO, TU, WE, TH, FR, SA'),
    (6, 'COUNT', '^[1-9][0-9]{0,8}$', '1-200'),
    (7, 'UNTIL', '^[0-9]{8}(T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?)?$',
        'YYYYMMDD, YYYYMMDDTHHMMSSZ')
$$;
