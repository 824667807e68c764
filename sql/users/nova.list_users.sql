-- The people an administrator keeps, or those in a company's teams; the newest first.
--
-- Refused to everybody else. Definer over people who are not the caller's own row, with the search
-- on its trigram index.
create or replace function nova.list_users(
    words text, role text, status text, cursor text, page_size int
) returns setof nova.users
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_words text := private.search_pattern(words);
    v_name text := private.name_pattern(words);
    v_all boolean := nova.in_back_office();
    v_people uuid[] := array(select private.my_people());
    v_after record := private.read_cursor(cursor);
begin
    perform private.require_role('ADMIN', 'COMPANY');
    return query
    select u.*
    from nova.users u
    where (v_all or u.id = any (v_people))
        and u.deleted_at is null
        and (words is null or u.search_text like v_words or u.search_text like v_name)
        and (list_users.role is null or u.role = list_users.role)
        and (list_users.status is null or u.status = list_users.status)
        and (u.created_at, u.id) < (v_after.at, v_after.id)
    order by u.created_at desc, u.id desc
    limit page_size;
end
$$;

grant execute on function nova.list_users(text, text, text, text, int) to nova_app;
