-- People with a session each; ids are numbers written as uuids, as in bench/data.sql.
insert into nova.users (id, email, phone, name, phone_verified)
select lpad((%(user)s + n)::text, 32, '0')::uuid, 'broker' || n || '@example.com',
    '+9665' || lpad(n::text, 8, '0'), 'وسيط ' || n, true
from generate_series(0::bigint, %(people)s - 1) as n;

insert into nova.sessions (id, user_id, family_id, refresh_hash, expires_at)
select lpad((%(session)s + n)::text, 32, '0')::uuid, lpad((%(user)s + n)::text, 32, '0')::uuid,
    lpad((%(session)s + n)::text, 32, '0')::uuid, sha256(n::text::bytea), now() + interval '1 day'
from generate_series(0::bigint, %(people)s - 1) as n
