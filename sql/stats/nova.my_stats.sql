-- The caller's figures. Definer: moves that are not folded yet are the rules' own.
create or replace function nova.my_stats() returns setof nova.user_stats
language sql stable security definer rows 1
set search_path = ''
as $$
select s.* from private.current_stats(nova.current_user_id()) as s
$$;

grant execute on function nova.my_stats() to nova_app;
