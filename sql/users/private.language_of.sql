-- In which language somebody is told: what their preferences name, else Arabic.
create or replace function private.language_of(account nova.users) returns text
language sql immutable
as $$
select case when account.preferences ->> 'language' = 'en' then 'en' else 'ar' end
$$;
