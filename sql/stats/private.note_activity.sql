-- Somebody logged in, or came back: their last activity, and one login more where it was one.
create or replace function private.note_activity(user_id uuid, logins int) returns void
language sql volatile
set search_path = ''
as $$
insert into private.stats_moves (user_id, figures, last_activity)
values (user_id, case when logins = 0 then '{}' else jsonb_build_object('totalLogins', logins) end,
    now())
$$;
