-- What a stranger, an account, the other side or a login could do and may not: codes and sessions,
-- the queue of the matcher, who turned a match down, who owns the log, what PUBLIC may.
grant nova_owner to current_user;
set local role nova_owner;

-- A code is tried from where it was asked for, and from elsewhere: each has its own tries.
alter table nova.otp_codes
    add column asked_from text not null default 'unknown' constraint otp_codes_asked_from_check
        check (length(asked_from) <= 60),
    add column attempts_elsewhere int not null default 0
        constraint otp_codes_attempts_elsewhere_check check (attempts_elsewhere between 0 and 5);
comment on column nova.otp_codes.asked_from is 'The network that asked for it (private.client_network)';
comment on column nova.otp_codes.attempts is 'Wrong tries from the network that asked for it';
comment on column nova.otp_codes.attempts_elsewhere is 'Wrong tries from all others together';
-- Codes live for ten minutes: the table is small.
-- squawk-ignore require-concurrent-index-deletion
drop index nova.otp_codes_one_live;
-- squawk-ignore require-concurrent-index-creation
create unique index otp_codes_one_live on nova.otp_codes (user_id, type, asked_from) where not used;

-- A device logs in again some time, however often it refreshes. Who is logged in has done so now.
alter table nova.sessions add column logged_in_at timestamptz not null default now();
comment on column nova.sessions.logged_in_at is 'When its device logged in: the same for all tokens of a family';

-- A kept answer says what it is about, so that it is not told again to who may no longer read that.
alter table private.kept_answers
    add column about uuid,
    add column entity text constraint kept_answers_entity_check check (length(entity) <= 50);
comment on column private.kept_answers.entity is 'What kind of resource that is, as events name it';
comment on column private.kept_answers.about is 'The id of the resource that the answer shows, where it shows one';

-- Only who turned a match down, or withdrew, is shown the reason.
alter table nova.match_answers add column rejected_by uuid;
comment on column nova.match_answers.rejected_by is 'Who turned it down or stepped back; the reason is theirs to read';

alter table nova.users no force row level security;
update nova.users u set company_name = null where u.company_name !~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]';
alter table nova.users force row level security;

-- The queue of the matcher goes round by person; one thing that waits twice is matched once.
alter table private.match_queue
    add column owner_id uuid not null default '00000000-0000-0000-0000-000000000000';
comment on column private.match_queue.owner_id is 'Whose thing it is: turns go round by it';
-- The worker empties it within seconds.
-- squawk-ignore require-concurrent-index-creation
create index match_queue_by_owner on private.match_queue (owner_id, id) where error is null;
-- squawk-ignore require-concurrent-index-creation
create index match_queue_of_property on private.match_queue (property_id) where property_id is not null;
-- squawk-ignore require-concurrent-index-creation
create index match_queue_of_request on private.match_queue (request_id) where request_id is not null;

create table private.turns (
    job text primary key check (length(job) <= 50),
    last_owner uuid not null default '00000000-0000-0000-0000-000000000000'
);
comment on table private.turns is
    'Jobs that one worker does at a time: whoever locks the row. An advisory lock could be taken by any login';
comment on column private.turns.last_owner is 'matching: whose turn it was last';
insert into private.turns (job) values ('matching'), ('figures');

-- A buyer's financing is in no number that the other side could see: the stored points go by the
-- price that is asked for. All open requests are matched anew.
-- squawk-ignore ban-drop-column
alter table private.demand drop column price_asked;
comment on column private.demand.price_max is 'The dearest price that is fully met, as stated; what the financing reaches is scored when the request''s own side reads';

-- A request that names very many places and types costs the matcher as much as hundreds of others.
alter table nova.requests no force row level security;
update nova.requests r set status = 'ARCHIVED'
where r.status = 'ACTIVE'
    and (cardinality(r.cities) * cardinality(r.property_types) > 300
        or cardinality(r.cities) * cardinality(r.districts) > 1000
        or cardinality(r.districts) * cardinality(r.property_types) > 1000);
alter table nova.requests force row level security;
alter table nova.requests add constraint requests_breadth check (
    status <> 'ACTIVE'
    or (cardinality(cities) * cardinality(property_types) <= 300
        and cardinality(cities) * cardinality(districts) <= 1000
        and cardinality(districts) * cardinality(property_types) <= 1000)) not valid;

alter table nova.requests no force row level security;
alter table nova.properties no force row level security;
insert into private.match_queue (property_id, owner_id)
select p.id, p.user_id from nova.properties p where p.deleted_at is null;
insert into private.match_queue (request_id, owner_id)
select r.id, r.user_id from nova.requests r where r.status = 'ACTIVE' and r.deleted_at is null;
alter table nova.requests force row level security;
alter table nova.properties force row level security;

-- The log belongs to nova_owner again, whom no login of the worker may become: an owner can run
-- code as those who write to a table and read it. Days are detached by a definer function now.
alter table nova.events owner to nova_owner;

reset role;
revoke nova_keeper from nova_retention;
revoke usage on schema private from nova_retention;
alter role nova_retention nologin;
comment on role nova_keeper is 'Owned the log of events until 0028; drop it when no database of this server is older';
comment on role nova_retention is 'Took old days away until 0028; drop it when no database of this server is older';
alter role nova_analyst connection limit 10;

-- What PUBLIC may by default and nobody of Nova needs. Only a superuser can take it back; elsewhere
-- the server says in a warning that it cannot, and nova check names it.
do $$
declare
    v_function regprocedure;
begin
    for v_function in
        select p.oid::regprocedure
        from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
            and (p.proname ~ '^lo_' or p.proname in ('lowrite', 'loread')
                or p.proname ~ '^pg_(try_)?advisory_' or p.proname = 'pg_logical_emit_message')
    loop
        execute format('revoke execute on function %s from public', v_function);
    end loop;
    for v_function in
        select p.oid::regprocedure
        from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^pg_(try_)?advisory_'
    loop
        execute format('grant execute on function %s to nova_owner, nova_rules', v_function);
    end loop;
end
$$;
