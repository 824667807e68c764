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
    -- Who never proved a phone or an e-mail, and has nothing here, holds neither for ever.
    update nova.users u set deleted_at = now(), status = 'DELETED'
    where u.deleted_at is null and not u.phone_verified and not u.email_verified
        and u.status = 'ACTIVE' and u.role in ('BROKER', 'COMPANY')
        and greatest(u.created_at, u.last_login) < now() - interval '3 days'
        and not exists (select from nova.sessions s
            where s.user_id = u.id and s.last_used_at > now() - interval '3 days')
        and not exists (select from nova.subscriptions s
            where s.user_id = u.id and s.status <> 'TRIAL')
        and not exists (select from nova.customers c where c.user_id = u.id)
        and not exists (select from nova.properties p where p.user_id = u.id)
        and not exists (select from nova.team_members m where m.user_id = u.id);
    delete from nova.sessions s where s.expires_at < now() - interval '7 days';
    delete from nova.otp_codes o where o.expires_at < now() - interval '1 day';
    delete from private.auth_attempts a where a.expires_at < now();
    delete from private.kept_answers k where k.created_at < now() - interval '24 hours';
    delete from nova.outbox o
    where o.status not in ('PENDING', 'SENDING') and o.created_at < now() - interval '90 days';
    delete from private.event_tickets t where t.expires_at < now();
    perform private.make_partitions(30);
end
$$;

grant execute on function private.keep_house() to nova_worker;
