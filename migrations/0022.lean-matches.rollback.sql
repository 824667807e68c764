set local role nova_owner;
alter table nova.smart_matches no force row level security;
alter table nova.match_answers no force row level security;
alter table nova.offers no force row level security;
create temporary table matches_before on commit drop as
select m.id, m.offer_id, m.request_id, m.broker_id, o.user_id, m.points, m.status, a.viewed_at, a.accepted_at,
    a.rejected_at, a.rejected_reason, a.version
from nova.smart_matches m
join nova.offers o on o.id = m.offer_id
left join nova.match_answers a on a.id = m.id
where m.points >> 45 & 15 = 1;
alter table nova.offers force row level security;
drop table nova.match_reveals;
drop table nova.match_answers;
drop table nova.smart_matches;
create table nova.smart_matches (
    id uuid primary key default uuidv7(),
    offer_id uuid not null references nova.offers,
    request_id uuid not null references nova.requests,
    broker_id uuid not null references nova.users,
    offer_owner_id uuid not null references nova.users,
    match_mask smallint not null check (match_mask between 0 and 63),
    match_score smallint not null check (match_score between 0 and 100),
    status text not null default 'PENDING'
        check (status in ('PENDING', 'VIEWED', 'ACCEPTED', 'REJECTED', 'EXPIRED')),
    algorithm_version text not null default '1.0',
    viewed_at timestamptz,
    accepted_at timestamptz,
    rejected_at timestamptz,
    rejected_reason text check (length(rejected_reason) <= 200),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    score_version int not null default 1,
    unique (offer_id, request_id),
    constraint smart_matches_not_own check (broker_id <> offer_owner_id)
);
insert into nova.smart_matches (id, offer_id, request_id, broker_id, offer_owner_id, match_mask,
    match_score, status, viewed_at, accepted_at, rejected_at, rejected_reason, created_at, version)
select m.id, m.offer_id, m.request_id, m.broker_id, m.user_id, m.points & 63, m.points >> 56, m.status,
    m.viewed_at, m.accepted_at, m.rejected_at, m.rejected_reason, uuid_extract_timestamp(m.id), coalesce(m.version, 1)
from matches_before m;
create index smart_matches_newest on nova.smart_matches (broker_id, created_at desc, id desc);
create unique index smart_matches_one_place on nova.smart_matches (offer_id, broker_id)
    where status = 'ACCEPTED';
create index smart_matches_of_request on nova.smart_matches (request_id);
create index smart_matches_of_offer_owner on nova.smart_matches (offer_owner_id, status);
alter table nova.smart_matches enable row level security, force row level security;
alter table private.match_outcomes drop column points;
update private.match_plans set mask_points = null;
