-- Take one of the allowed uses of a bucket in its window, or be refused with when to come back.
create or replace function private.take_rate(bucket text, allowed int, span interval) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_wait int := private.within_rate(bucket, allowed, span);
begin
    if v_wait is not null then
        raise exception using
            errcode = 'PT429',
            message = 'too_many_requests',
            hint = v_wait::text;
    end if;
end
$$;
