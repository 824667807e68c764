-- What tries say of the providers: one that answers is well; one that fails five times in a row is
-- paused, for five seconds, doubled each time up to a minute; one that asks for a pause has it, up
-- to ten minutes.
create or replace function private.settle_providers(outcomes jsonb) returns void
language sql volatile
as $$
update private.providers p
set failures = case when t.answered then 0 else p.failures + t.failed end,
    paused_until = case
        when t.retry_after > 0 then now() + least(t.retry_after, 600) * interval '1 second'
        when t.answered then null
        when p.failures + t.failed >= 5
        then now() + least(60, 5 * 2 ^ least(p.failures + t.failed - 5, 4)) * interval '1 second'
        else p.paused_until
    end
from (
    select x.provider, bool_or(x.error is null or x."isFinal") as answered,
        count(*) filter (where x.error is not null and not x."isFinal") as failed,
        max(x."retryAfter") as retry_after
    from jsonb_to_recordset(outcomes) as x (provider text, error text, "isFinal" boolean,
        "retryAfter" double precision)
    group by x.provider
    order by x.provider
) as t
where p.name = t.provider
    and (p.failures > 0 or p.paused_until is not null or t.failed > 0 or t.retry_after > 0)
$$;
