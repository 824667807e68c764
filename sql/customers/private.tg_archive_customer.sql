-- A customer with an open request or a visit to come is not archived.
create or replace function private.tg_archive_customer() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if exists (
        select from nova.requests r
        where r.customer_id = new.id and r.status = 'ACTIVE' and r.deleted_at is null
    ) or exists (
        select from nova.appointments a
        where a.customer_id = new.id
            and a.status in ('SCHEDULED', 'CONFIRMED')
            and a.end_datetime > now()
            and a.deleted_at is null
    ) then
        raise exception using
            errcode = 'PT409', message = 'customer_busy', column = 'status';
    end if;
    return new;
end
$$;
