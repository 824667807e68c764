-- Whether a text holds what reads as a card number: 13 to 19 digits in a row, of any script, blanks
-- and dashes between aside, that pass Luhn's check (ISO/IEC 7812-1) and begin as cards do.
create or replace function private.has_card_number(words text) returns boolean
language sql immutable
as $$
select exists (
    select
    from regexp_matches(translate(words, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'),
        '(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])', 'g') as m
    cross join lateral (select regexp_replace(m[1], '[^0-9]', '', 'g') as digits) as n
    cross join lateral (
        select sum(case
            when (length(n.digits) - i) % 2 = 0 then d.one
            when d.one > 4 then d.one * 2 - 9
            else d.one * 2 end) as luhn
        from generate_series(1, length(n.digits)) as i
        cross join lateral (select substr(n.digits, i, 1)::int as one) as d) as l
    where l.luhn % 10 = 0)
$$;
