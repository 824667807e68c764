-- Another pays for a team from now on: what its rows use of a plan moves from one to the other.
create or replace function private.tg_change_payer() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into private.plan_moves (payer, key, moved)
    select who.payer, u.key, who.sign * u.used
    from private.rows_in_use(new.id) as u
    cross join (values
        (coalesce(old.company_id, old.manager_id), -1),
        (coalesce(new.company_id, new.manager_id), 1)
    ) as who (payer, sign);
    return null;
end
$$;
