-- Whether the caller has this permission on a row of this scope and holder.
--
-- The rule of the policies, for definer functions, which policies do not bind.
create or replace function nova.may(permission text, scope_id uuid, holder_id uuid) returns boolean
language sql stable
set search_path = ''
as $$
select scope_id in (select nova.whole_scopes(permission))
    or (holder_id = nova.current_user_id() and scope_id in (select nova.held_scopes(permission)))
$$;

grant execute on function nova.may(text, uuid, uuid) to nova_app;
