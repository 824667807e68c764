-- Refuse for these reasons, if there are any: the first is the answer's own, the details name all.
create or replace function private.refuse(blockers jsonb[]) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
    if cardinality(blockers) > 0 then
        raise exception using
            errcode = 'PT' || (blockers[1] ->> 'status'), message = blockers[1] ->> 'code',
            column = blockers[1] ->> 'field', detail = blockers[1] ->> 'params',
            hint = to_json(blockers[2:])::text;
    end if;
end
$$;

grant execute on function private.refuse(jsonb[]) to nova_app;
