-- One more of a type that was told often enough this hour: the one that says how many there are.
-- Nothing rings for it.
create or replace function private.digest(
    account nova.users, kind nova.notification_types, at timestamptz
) returns void
language sql volatile
as $$
insert into nova.notifications as n (user_id, title, message, type, category, priority,
    action_url, created_at, dedupe_hour, digest_count)
select account.id,
    case when private.language_of(account) = 'ar' then 'إشعارات أخرى' else 'More of these' end,
    private.digest_words(account, kind, 1), kind.type, kind.key, kind.priority,
    case when strpos(kind.action_url, '{id}') = 0 then kind.action_url end,
    at, date_trunc('hour', at), 1
on conflict (user_id, category, related_entity_id, dedupe_hour) where dedupe_hour is not null
do update set digest_count = n.digest_count + 1, is_read = false, read_at = null,
    message = private.digest_words(account, kind, n.digest_count + 1)
$$;
