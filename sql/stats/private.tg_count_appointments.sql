-- An appointment came, went or changed state: its owner's figures move.
create or replace function private.tg_count_appointments() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.move_figures(
        old.user_id, case when tg_op <> 'INSERT' then private.appointment_figures(old) end,
        new.user_id, case when tg_op <> 'DELETE' then private.appointment_figures(new) end);
    return null;
end
$$;
