-- Features as a set that two of can be met in one operation: -(a <#> b) counts what they share.
create or replace function private.feature_set(features text[]) returns extensions.sparsevec
language sql volatile
as $$
select ('{' || string_agg(code || ':1', ',' order by code) || '}/1000000000')::extensions.sparsevec
from unnest(private.codes_of('FEATURE', array(
    select nova.normalize_text(f) from unnest(features) as f))) as code
$$;
