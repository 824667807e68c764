-- Refuse the market to somebody who may not use it.
create or replace function private.require_trade() returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if not private.may_trade() then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
end
$$;
