-- Refuse to tell of somebody's free time to who works in no team with them.
create or replace function private.require_colleague(user_id uuid, field text) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if require_colleague.user_id <> nova.current_user_id() and not exists (
        select from nova.whole_scopes('team.read') as s
        join nova.team_members m on m.team_id = s
            and m.user_id = require_colleague.user_id and m.status = 'ACTIVE'
    ) then
        raise exception using
            errcode = 'PT422', message = 'colleague_unknown', column = field;
    end if;
end
$$;
