-- Names stay as they are; the rules about blanks are those of before.
set local role nova_owner;
alter table nova.users drop constraint users_company_name_check1;
do $$
declare
    v_check record;
begin
    for v_check in
        select k.conrelid::regclass as target, k.conname,
            regexp_replace(pg_get_constraintdef(k.oid), '\[\^\\s[^\]]*\]', '\\S') as rule
        from pg_constraint k
        where k.contype = 'c' and strpos(pg_get_constraintdef(k.oid), '[^\s') > 0
            and k.connamespace in ('nova'::regnamespace, 'private'::regnamespace)
    loop
        execute format('alter table %1$s drop constraint %2$I, add constraint %2$I %3$s',
            v_check.target, v_check.conname, v_check.rule);
    end loop;
end
$$;
create or replace function nova.normalize_text(words text) returns text
language sql immutable strict parallel safe
return translate(
    lower(btrim(regexp_replace(
        regexp_replace(
            normalize(words, nfkc),
            '[\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]',
            '', 'g'),
        '\s+', ' ', 'g')) collate pg_catalog.pg_c_utf8),
    'آأإٱىیةک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'ااااييهك01234567890123456789');
create or replace function nova.normalize_phone(typed text) returns text
language sql immutable strict parallel safe
return (
    select case
        when d ~ '^(\+?966)?0?5\d{8}$' then '+966' || right(d, 9)
        when d ~ '^(\+?966|0)0?1\d{8}$' then '+966' || right(d, 9)
        when d ~ '^(\+?966)?(9200\d{5}|800\d{7})$' then regexp_replace(d, '^\+?966', '')
        when d ~ '^\+[1-9]\d{6,14}$' and d !~ '^\+966' then d
    end
    from (
        select regexp_replace(
            regexp_replace(nova.normalize_text(typed), '[\s().\-‐‑–]', '', 'g'),
            '^00', '+') as d
    ) as folded
);
alter table nova.customers alter column search_text set expression as (
    nova.normalize_text(name) || ' ' || nova.name_key(name)
    || coalesce(' ' || nova.normalize_phone(phone), '')
    || coalesce(' 0' || substr(nova.normalize_phone(phone), 5), '')
    || coalesce(' ' || nova.normalize_text(email), ''));
alter table nova.properties alter column search_text set expression as (
    nova.normalize_text(title) || ' ' || nova.normalize_text(city) || ' '
    || nova.normalize_text(district) || ' ' || nova.normalize_text(property_type));
alter table nova.users alter column search_text set expression as (
    nova.normalize_text(name) || ' ' || nova.name_key(name) || ' ' || phone::text
    || ' 0' || substr(phone::text, 5) || ' ' || email);
alter table nova.tasks alter column search_text set expression as (
    nova.normalize_text(title) || coalesce(' ' || nova.normalize_text(description), ''));
reindex index nova.cities_in_region;
reindex index nova.districts_in_city;
