-- Whether the caller has this permission on a row of this scope and holder.
--
-- The rule of the policies, for definer functions, which policies do not bind.
create or replace function nova.may(permission text, scope_id uuid, holder_id uuid) returns boolean
language sql stable
set search_path = ''
as $$
select exists (
    select from nova.reading_scopes(permission) as s
    where s.scope = scope_id
        and (s.reach = 'WHOLE' or (s.reach = 'HELD' and holder_id = nova.current_user_id())))
$$;

grant execute on function nova.may(text, uuid, uuid) to nova_app;
