-- A row may name a customer of its own scope only, whom its writer may read: a foreign key alone
-- accepts anybody's.
create or replace function private.tg_check_customer() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' then
        if new.customer_id is not distinct from old.customer_id then
            return new;  -- it was checked when it was written, and may be gone since
        end if;
    end if;
    if new.customer_id is not null and not exists (
        select from nova.customers c
        where c.id = new.customer_id
            and c.scope_id = coalesce(new.team_id, new.user_id)
            and c.deleted_at is null
            and (nova.current_user_id() is null
                or private.reads_customer(c))
    ) then
        raise exception using
            errcode = 'PT422', message = 'customer_unknown', column = 'customerId';
    end if;
    return new;
end
$$;
