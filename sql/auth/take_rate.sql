-- Take one of the allowed uses of a bucket in its window, or be told when to come back.
--
-- A fixed window that starts with its first use. The counter is a row, so the limit holds across
-- every process of the app.
create or replace function private.take_rate(bucket text, allowed int, span interval) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_taken private.auth_attempts;
begin
    insert into private.auth_attempts as a (bucket, used, expires_at)
    values (take_rate.bucket, 1, now() + span)
    on conflict on constraint auth_attempts_pkey do update set
        used = case when a.expires_at <= now() then 1 else a.used + 1 end,
        last_at = now(),
        expires_at = case when a.expires_at <= now() then now() + span else a.expires_at end
    returning a.* into v_taken;
    if v_taken.used > allowed then
        raise exception using
            errcode = 'PT429',
            message = 'too_many_requests',
            detail = 'Too many tries: wait before the next one.',
            hint = ceil(extract(epoch from v_taken.expires_at - now()))::text;
    end if;
end
$$;
