-- What stands for so many of one type.
create or replace function private.digest_words(
    account nova.users, kind nova.notification_types, count int
) returns text
language sql immutable
as $$
select private.fill_words(case when private.language_of(account) = 'ar'
    then '{count|إشعار آخر|إشعاران آخران|# إشعارات أخرى|# إشعارًا آخر|# إشعار آخر} من نوع «{title}»'
    else '{count|One more|# more} like "{title}"' end,
    jsonb_build_object('count', count, 'title',
        case when private.language_of(account) = 'ar' then kind.title_ar else kind.title_en end))
$$;
