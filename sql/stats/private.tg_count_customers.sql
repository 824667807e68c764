-- A customer came, went or changed: its owner's figures move, in the same transaction.
create or replace function private.tg_count_customers() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.move_figures(
        old.user_id, case when tg_op <> 'INSERT' then private.customer_figures(old) end,
        new.user_id, case when tg_op <> 'DELETE' then private.customer_figures(new) end);
    return null;
end
$$;
