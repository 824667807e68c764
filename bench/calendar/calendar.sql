-- One person with a calendar, tasks and a team; around them the rest of the platform, in %(rows)s
-- appointments and reminders. The same things are asked of the one whatever there is of the others.
insert into nova.users (id, email, phone, name, status, role)
select lpad(n::text, 32, '0')::uuid, 'n' || n || '@bench.nova', '+9665' || lpad(n::text, 8, '0'),
    'وسيط ' || n, 'ACTIVE', 'BROKER'
from generate_series(1, 1000) as n;
insert into nova.teams (id, name, manager_id)
values (lpad('1', 32, '9')::uuid, 'فريق', lpad('1', 32, '0')::uuid);
insert into nova.team_members (team_id, user_id, role)
select lpad('1', 32, '9')::uuid, lpad(n::text, 32, '0')::uuid, case n when 1 then 'MANAGER' else 'BROKER' end
from generate_series(1, 10) as n;
insert into nova.appointments (user_id, title, type, start_datetime, end_datetime)
select lpad(n::text, 32, '0')::uuid, 'معاينة', 'VISIT', starts, starts + interval '45 minutes'
from generate_series(1, 10) as n
cross join lateral generate_series(
    timestamptz '2031-05-01 09:00+03' + n * interval '10 minutes', '2031-05-31', '6 hours') as starts;
insert into nova.appointments (user_id, title, type, start_datetime, end_datetime)
select lpad((11 + n %% 990)::text, 32, '0')::uuid, 'معاينة', 'VISIT', starts,
    starts + interval '45 minutes'
from generate_series(1, %(rows)s) as n
cross join lateral (
    select timestamptz '2030-01-01' + (n / 990) * interval '1 hour' as starts) as clock;
insert into private.reminders (entity, entity_id, user_id, due_at)
select 'task', uuidv7(), lpad((1 + n %% 1000)::text, 32, '0')::uuid,
    timestamptz '2040-01-01' + n * interval '1 second'
from generate_series(1, %(reminders)s) as n;
insert into nova.tasks (user_id, title, search_text, status)
select lpad('1', 32, '0')::uuid, 'مهمة ' || n, nova.normalize_text('مهمة ' || n),
    (array['TODO', 'IN_PROGRESS', 'REVIEW'])[1 + n %% 3]
from generate_series(1, %(tasks)s) as n;
insert into nova.calendar_feeds (user_id, nonce, token_hash)
values (lpad('1', 32, '0')::uuid, decode(repeat('ab', 16), 'hex'), decode(repeat('cd', 32), 'hex'));
