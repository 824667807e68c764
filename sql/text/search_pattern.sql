-- What somebody typed into a search box, as the LIKE pattern that finds it in a search_text.
--
-- A whole phone is looked for in E.164, whatever form it was typed in; part of one by its digits;
-- everything else as folded words. The signs of LIKE itself are only letters here.
create or replace function private.search_pattern(typed text) returns text
language sql immutable strict parallel safe
as $$
select '%' || replace(replace(replace(
    case
        when nova.normalize_phone(typed) is not null then nova.normalize_phone(typed)
        when folded ~ '^[+\d\s().-]+$' then regexp_replace(folded, '[^+\d]', '', 'g')
        else folded
    end, '\', '\\'), '%', '\%'), '_', '\_') || '%'
from (select nova.normalize_text(typed) as folded) as words
$$;

grant execute on function private.search_pattern(text) to nova_app;
