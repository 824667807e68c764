-- Figures and what they moved by, added up by name; what comes to nothing is left out.
create or replace function private.add_figures(figures jsonb, moved jsonb) returns jsonb
language sql immutable parallel safe
as $$
select coalesce(jsonb_object_agg(summed.key, summed.total) filter (where summed.total <> 0), '{}')
from (
    select each.key, sum(each.value::int) as total
    from (select * from jsonb_each_text(figures)
        union all
        select * from jsonb_each_text(moved)) as each
    group by each.key) as summed
$$;
