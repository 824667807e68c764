-- Text, phones and identity: the functions that column definitions stand on.
--
-- They are part of the tables (generated columns, defaults, checks), so they are migrations:
-- changing one means rewriting the columns made from it. Their bodies are parsed ("return"),
-- so the catalog knows who stands on whom, and the sync of sql/ leaves them alone.
-- Their grants stand in sql/text/grants.sql.
set local role nova_owner;

-- Arabic and Latin text as it is compared: product fact 3.9, after Lucene's ArabicNormalizer.
-- NFKC comes first; folding a decomposed text would keep the marks. The collation is named, so
-- that the same text folds alike whatever locale the database was made with.
create function nova.normalize_text(words text) returns text
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
comment on function nova.normalize_text(text) is
    'Text folded for comparison: tashkeel and bidi marks gone, alef, yeh, teh marbuta and digits one form each';

-- A name without its spaces and articles, so that عبدالله الراجحي is عبد الله راجحي.
create function nova.name_key(name text) returns text
language sql immutable strict parallel safe
return replace(
    regexp_replace(
        regexp_replace(nova.normalize_text(name), '(^| )عبد ', '\1عبد', 'g'),
        '(^| )ال', '\1', 'g'),
    ' ', '');
comment on function nova.name_key(text) is 'A name folded and joined, without articles: the second key of search';

-- A phone as typed, in E.164; null when it is no phone. Product fact 3.3.
create function nova.normalize_phone(typed text) returns text
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
comment on function nova.normalize_phone(text) is
    'E.164 of a phone in any Saudi form, or a foreign one with its country code; company numbers (9200, 800) as they are';

create domain nova.phone as text
    check (value ~ '^(\+[1-9]\d{6,14}|9200\d{5}|800\d{7})$');
comment on domain nova.phone is 'A phone in E.164, or a Saudi company number';

-- Luhn over all ten digits; the first is 1 (citizen) or 2 (resident). Product fact 3.2.
create function nova.is_saudi_id(id_number text) returns boolean
language sql immutable strict parallel safe
return id_number ~ '^[12]\d{9}$' and (
    select sum(case
        when place % 2 = 1 then (digit * 2) / 10 + (digit * 2) % 10
        else digit
    end) % 10 = 0
    from (
        select place, substr(id_number, place, 1)::int as digit
        from generate_series(1, 10) as place
        where id_number ~ '^\d{10}$'
    ) as digits
);
comment on function nova.is_saudi_id(text) is 'Whether a number is a well-formed national id or iqama';

-- Who is calling: bound for this transaction only, by private.begin_request.
create function nova.current_user_id() returns uuid
language sql stable parallel safe
return nullif(current_setting('nova.user_id', true), '')::uuid;
comment on function nova.current_user_id() is 'The calling user, or null: policies deny on null';
