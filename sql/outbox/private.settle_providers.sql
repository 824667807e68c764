-- What tries say of the providers: one that answers is well; one that fails five times in a row is
-- paused, for five seconds, doubled at each failure after that up to a minute; one that asks for a
-- pause has it, up to ten minutes. Tries under way together count as one failure more than five; a
-- pause is not shortened by what was under way when it began, nor by where one message went.
create or replace function private.settle_providers(outcomes jsonb) returns void
language sql volatile
as $$
update private.providers p
set failures = case when t.answered then 0 else t.failures end,
    paused_until = greatest(p.paused_until, case
        when t.retry_after > 0 then now() + least(t.retry_after, 600) * interval '1 second'
        when not t.answered and t.failures >= 5
        then now() + least(60, 5 * 2 ^ least(t.failures - 5, 4)) * interval '1 second'
    end)
from (
    select x.provider, bool_or(x.error is null or x."isFinal") as answered,
        least(k.failures + count(*) filter (where x.error is not null and not x."isFinal"),
            greatest(k.failures, 4) + 1) as failures,
        max(x."retryAfter") as retry_after
    from jsonb_to_recordset(outcomes) as x (provider text, error text, "isFinal" boolean,
        "isOfAddress" boolean, "retryAfter" double precision)
    join private.providers k on k.name = x.provider
    where not coalesce(x."isOfAddress", false)
    group by x.provider, k.failures
) as t
where p.name = t.provider and (p.failures > 0 or t.failures > 0 or t.retry_after > 0)
$$;
