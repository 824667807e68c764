-- Notifications that were read are kept for 90 days, others for a year; at most 5,000 go in a run.
-- Their ids say when they came (RFC 9562, version 7), so that their own index finds the old ones.
create or replace function private.forget_notifications(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from nova.notifications n
where n.id in (
    select old.id
    from nova.notifications old
    where old.id < private.first_id_of(at - interval '90 days')
        and (old.is_read or old.id < private.first_id_of(at - interval '365 days'))
    order by old.id
    limit 5000)
$$;
