-- A match row becomes lean: points and ids; what people did with it stands beside it.
set local role nova_owner;

alter table private.match_outcomes add column points bigint;
update private.match_outcomes set points = (score::bigint << 56) | (1::bigint << 45) | mask;
update private.match_plans set mask_points = array(select points from private.match_outcomes order by mask) where plan = 1;
comment on column private.match_outcomes.points is 'The outcome as smart_matches.points has it, without likeness';

-- The rows are put aside and the table made anew: a changed one would keep the room of its columns.
alter table nova.smart_matches no force row level security;
create temporary table matches_before on commit drop as
select m.*, o.points
from nova.smart_matches m
join private.match_outcomes o on o.mask = m.match_mask;
-- With the functions that take its rows: sql/ makes them again for the new one.
-- squawk-ignore ban-drop-table
drop table nova.smart_matches cascade;

create table nova.smart_matches (
    id uuid primary key default uuidv7(),
    offer_id uuid not null references nova.offers,
    request_id uuid not null references nova.requests,
    broker_id uuid not null references nova.users,
    points bigint not null check (points > 0),
    status text not null default 'PENDING'
        check (status in ('PENDING', 'VIEWED', 'ACCEPTED', 'REJECTED', 'EXPIRED')),
    unique (request_id, offer_id)
);
comment on table nova.smart_matches is
    'An offer that meets a request, scored; the broker is the request''s owner. 80 bytes of data: keep it so';
comment on column nova.smart_matches.points is
    'From the highest bit: score (bit 56, 0 to 100), likeness (bit 49, 0 to 127, breaks ties), plan (bit 45), and in 1.0 the mask of match_outcomes, in 2.0 five bits a factor of plan_factors';
comment on column nova.smart_matches.id is 'A uuidv7: says when the match was made';

create table nova.match_answers (
    id uuid primary key references nova.smart_matches on delete cascade,
    viewed_at timestamptz,
    accepted_at timestamptz,
    rejected_at timestamptz,
    rejected_reason text check (length(rejected_reason) <= 200),
    price bigint,
    updated_at timestamptz not null default now(),
    version int not null default 1
);
comment on table nova.match_answers is 'What people did with a match; no row while nobody has looked';
comment on column nova.match_answers.id is 'The match''s';
comment on column nova.match_answers.price is 'SAR asked when it was rejected: 5 % less may offer it again';

create table nova.match_reveals (
    id bigint generated always as identity primary key,
    match_id uuid not null,
    user_id uuid not null references nova.users,
    partner_id uuid not null references nova.users,
    details jsonb not null,
    revealed_at timestamptz not null default now()
);
comment on table nova.match_reveals is 'Which details of the offer and which partner each side came to see, and when; stays after a withdrawal';

insert into nova.smart_matches (id, offer_id, request_id, broker_id, points, status)
select m.id, m.offer_id, m.request_id, m.broker_id, m.points, m.status
from matches_before m;
insert into nova.match_answers (id, viewed_at, accepted_at, rejected_at, rejected_reason, version, updated_at)
select m.id, m.viewed_at, m.accepted_at, m.rejected_at, m.rejected_reason, m.version, m.updated_at
from matches_before m
where m.status <> 'PENDING';

create index smart_matches_newest on nova.smart_matches (broker_id, id desc);
create index smart_matches_of_offer on nova.smart_matches (offer_id);
create unique index smart_matches_one_place on nova.smart_matches (offer_id, broker_id) where status = 'ACCEPTED';
create index match_reveals_of_match on nova.match_reveals (match_id);
create index match_reveals_of_user on nova.match_reveals (user_id);
create index match_reveals_of_partner on nova.match_reveals (partner_id);

alter table nova.smart_matches enable row level security, force row level security;
alter table nova.match_answers enable row level security, force row level security;
alter table nova.match_reveals enable row level security, force row level security;
