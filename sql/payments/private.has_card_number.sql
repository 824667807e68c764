-- Whether a text holds what reads as a card number: 13 to 19 digits of any script, from the
-- beginning of a group of them on, whatever stands between that is no letter, that begin as cards
-- do and pass Luhn's check (ISO/IEC 7812-1).
create or replace function private.has_card_number(words text) returns boolean
language sql immutable
set search_path = ''
as $$
with runs as (
    select m[1] as run
    from regexp_matches(
        translate(normalize(words, NFKC),
            '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯',
            '0123456789012345678901234567890123456789'),
        '([0-9](?:[^[:alpha:]]*[0-9]){12,})', 'g') as m
), beginnings as (
    select regexp_replace(substr(r.run, i), '[^0-9]', '', 'g') as digits
    from runs r
    cross join lateral generate_series(1, length(r.run)) as i
    where substr(r.run, i, 1) between '2' and '6'
        and (i = 1 or substr(r.run, i - 1, 1) !~ '[0-9]')
)
select exists (
    select
    from beginnings b
    cross join lateral generate_series(13, least(length(b.digits), 19)) as size
    cross join lateral (
        select sum(case
            when (size - n) % 2 = 0 then d.one
            when d.one > 4 then d.one * 2 - 9
            else d.one * 2 end) as luhn
        from generate_series(1, size) as n
        cross join lateral (select substr(b.digits, n, 1)::int as one) as d) as l
    where size in (13, 15, 16, 19) and l.luhn % 10 = 0)
$$;
