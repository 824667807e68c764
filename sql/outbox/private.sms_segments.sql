-- How many SMS a text counts as: 160 characters of the GSM alphabet are one (those of its extension
-- count twice), 153 each where there are several; of any other, as Arabic, 70 and 67, an emoji two.
-- Source: 3GPP TS 23.038 section 6.2.1, TS 23.040 section 9.2.3.24.1.
create or replace function private.sms_segments(words text) returns int
language sql immutable
as $$
select case
    when u.units = 0 then 1
    when u.is_gsm then case when u.units <= 160 then 1 else ceil(u.units / 153.0) end
    else case when u.units <= 70 then 1 else ceil(u.units / 67.0) end
end::int
from (
    select g.is_gsm, length(words) + case when g.is_gsm
        then regexp_count(words, '[\^{}\\\[\]~|€]')
        else regexp_count(words, '[\U00010000-\U0010FFFF]') end as units
    from (
        select words ~ ('^[-@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%'
            || '&''()*+,./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\^{}\\\[\]~|€]*$') as is_gsm
    ) as g
) as u
$$;
