-- Take one of the allowed uses of a bucket in its window; answers how many seconds to wait where
-- all are used, else null.
--
-- A fixed window that starts with its first use. The counter is a row, so the limit holds across
-- every process of the app. A count that is refused is not kept where the caller raises.
create or replace function private.within_rate(bucket text, allowed int, span interval)
returns int
language sql volatile
as $$
insert into private.auth_attempts as a (bucket, used, expires_at)
values (within_rate.bucket, 1, now() + span)
on conflict on constraint auth_attempts_pkey do update set
    used = case when a.expires_at <= now() then 1 else least(a.used, allowed) + 1 end,
    last_at = now(),
    expires_at = case when a.expires_at <= now() then now() + span else a.expires_at end
returning case when a.used > allowed then ceil(extract(epoch from a.expires_at - now()))::int end
$$;
