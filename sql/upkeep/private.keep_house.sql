-- What the worker does every minute: what expired closes, old secrets go, partitions come.
create or replace function private.keep_house() returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    update nova.offers o set status = 'EXPIRED'
    where o.status in ('ACTIVE', 'PAUSED') and o.expires_at <= now();
    update nova.requests r set status = 'ARCHIVED'
    where r.status = 'ACTIVE' and r.expires_at <= now() and r.deleted_at is null;
    update nova.team_invitations i set status = 'EXPIRED'
    where i.status = 'PENDING' and i.expires_at <= now();
    perform private.drop_unproved();
    delete from nova.sessions s where s.expires_at < now() - interval '7 days';
    delete from nova.otp_codes o where o.expires_at < now() - interval '1 day';
    delete from private.auth_attempts a where a.expires_at < now();
    delete from private.kept_answers k where k.created_at < now() - interval '24 hours';
    delete from nova.outbox o
    where o.status not in ('PENDING', 'SENDING') and o.created_at < now() - interval '90 days';
    delete from nova.effective_rights r where r.until < now();
    delete from private.event_tickets t where t.expires_at < now();
    perform private.make_partitions(30);
end
$$;

grant execute on function private.keep_house() to nova_worker;
