-- Blank is blank, the same is the same: what nobody sees is folded away wherever text is compared.
--
-- The signs are Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 16.0), controls, those
-- that only format others, and two that are drawn as nothing: the blank Braille pattern and the null
-- notehead. Columns made from the folding are written anew: the
-- four tables are locked meanwhile.
set local role nova_owner;

create or replace function nova.normalize_text(words text) returns text
language sql immutable strict parallel safe
return translate(
    lower(btrim(regexp_replace(
        regexp_replace(
            normalize(words, nfkc),
            '[\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
            '', 'g'),
        '\s+', ' ', 'g')) collate pg_catalog.pg_c_utf8),
    'آأإٱىیةک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'ااااييهك01234567890123456789');
comment on function nova.normalize_text(text) is
    'Text folded for comparison: tashkeel and invisible signs gone, alef, yeh, teh marbuta and digits one form each';

-- Also as spreadsheets and links have it: '0501234567, 966501234567.0, tel:+966501234567, a minus
-- or a slash between the digits; and a number of the Gulf with its country code but without a plus.
create or replace function nova.normalize_phone(typed text) returns text
language sql immutable strict parallel safe
return (
    select case
        when d ~ '^(\+?966)?0?5\d{8}$' then '+966' || right(d, 9)
        when d ~ '^(\+?966|0)0?1\d{8}$' then '+966' || right(d, 9)
        when d ~ '^(\+?966)?(9200\d{5}|800\d{7})$' then regexp_replace(d, '^\+?966', '')
        when d ~ '^\+[1-9]\d{6,14}$' and d !~ '^\+966' then d
        when d ~ '^(971\d{8,9}|965\d{8}|973\d{8}|974\d{8}|968\d{8})$' then '+' || d
    end
    from (
        select regexp_replace(
            regexp_replace(
                regexp_replace(nova.normalize_text(typed), '^(tel:|[''’‘`])+|(?<=\d{9})\.0$', '', 'g'),
                '[\s()./\-‐‑‒–—―−]', '', 'g'),
            '^00', '+') as d
    ) as folded
);
comment on function nova.normalize_phone(text) is
    'E.164 of a phone in any Saudi form, or a foreign one with its country code; company numbers (9200, 800) as they are';

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
-- Two small tables of places, which nobody writes meanwhile.
-- squawk-ignore require-concurrent-reindex
reindex index nova.cities_in_region;
-- squawk-ignore require-concurrent-reindex
reindex index nova.districts_in_city;

-- A name, a title, a reason has a sign that is seen; what is there already and has none is named so.
do $$
declare
    v_check record;
    v_seen text := '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
begin
    for v_check in
        select k.conrelid::regclass as target, k.conname, a.attname,
            replace(pg_get_constraintdef(k.oid), '\S', v_seen) as rule,
            c.relforcerowsecurity as forced
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'c' and strpos(pg_get_constraintdef(k.oid), '''\S''') > 0
            and k.connamespace in ('nova'::regnamespace, 'private'::regnamespace)
    loop
        if v_check.forced then
            execute format('alter table %s no force row level security', v_check.target);
        end if;
        execute format('update %1$s set %2$I = ''بلا اسم'' where %2$I !~ %3$L',
            v_check.target, v_check.attname, v_seen);
        execute format('alter table %1$s drop constraint %2$I, add constraint %2$I %3$s',
            v_check.target, v_check.conname, v_check.rule);
        if v_check.forced then
            execute format('alter table %s force row level security', v_check.target);
        end if;
    end loop;
end
$$;

-- A company has a name or none.
alter table nova.users add constraint users_company_name_check1 check (company_name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]') not valid;
