-- A one-use ticket of the caller's session, for EventSource, which can send no header.
--
-- Only its hash is kept, for 30 seconds; a stream opened with it ends when the token would have.
-- A tenth live ticket of one person takes the place of their oldest.
create or replace function nova.issue_ticket(hash bytea, token_expires_at timestamptz)
returns timestamptz
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user uuid := nova.current_user_id();
    v_expires timestamptz;
begin
    if v_user is null then
        raise exception using
            errcode = 'PT401', message = 'unauthorized';
    end if;
    delete from private.event_tickets t
    where t.hash in (
        select k.hash
        from private.event_tickets k
        where k.user_id = v_user
        order by k.expires_at desc
        offset 9);
    insert into private.event_tickets (hash, user_id, session_id, token_expires_at)
    values (issue_ticket.hash, v_user, nullif(current_setting('nova.session_id', true), '')::uuid,
        issue_ticket.token_expires_at)
    returning expires_at into v_expires;
    return v_expires;
end
$$;

grant execute on function nova.issue_ticket(bytea, timestamptz) to nova_app;
