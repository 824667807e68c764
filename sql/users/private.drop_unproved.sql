-- Who never proved a phone or an e-mail, has nothing here and has not come back for three days,
-- holds neither for ever: the account is deleted, its sessions go.
create or replace function private.drop_unproved(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
with gone as (
    update nova.users u
    set deleted_at = now(), status = 'DELETED'
    where u.deleted_at is null and not u.phone_verified and not u.email_verified
        and u.status = 'ACTIVE' and u.role in ('BROKER', 'COMPANY')
        and greatest(u.created_at, u.last_login) < at - interval '3 days'
        and not exists (select from nova.sessions s
            where s.user_id = u.id and s.last_used_at > at - interval '3 days')
        and not exists (select from nova.subscriptions s
            where s.user_id = u.id and s.status <> 'TRIAL')
        and not exists (select from nova.customers c where c.user_id = u.id)
        and not exists (select from nova.properties p where p.user_id = u.id)
        and not exists (select from nova.team_members m where m.user_id = u.id)
    returning u.id
)
delete from nova.sessions s using gone where s.user_id = gone.id
$$;
