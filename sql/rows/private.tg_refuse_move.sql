-- Refuse a change of state that private.transitions does not list: no second path exists.
--
-- The arguments name the state's column, and its words in nova.enum_labels.
create or replace function private.tg_refuse_move() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_column text := tg_argv[0];
    v_entity text := tg_table_name || coalesce('.' || nullif(tg_argv[0], 'status'), '');
    v_old text := to_jsonb(old) ->> v_column;
    v_new text := to_jsonb(new) ->> v_column;
begin
    if not exists (
        select from private.transitions t
        where t.entity = v_entity and t.old_state = v_old and t.new_state = v_new
    ) then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states(tg_argv[1], v_old, v_new);
    end if;
    return new;
end
$$;
