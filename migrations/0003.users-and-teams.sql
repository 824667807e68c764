-- People, their sessions, plans and teams.
set local role nova_owner;

create table nova.users (
    id uuid primary key default uuidv7(),
    email text not null check (email = lower(email) and email !~ '\s' and length(email) <= 254),
    phone nova.phone not null,
    name text not null check (name ~ '\S' and length(name) <= 200),
    role text not null default 'BROKER'
        check (role in ('BROKER', 'TEAM_MEMBER', 'MANAGER', 'COMPANY', 'OWNER', 'ADMIN')),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED', 'DELETED')),
    email_verified boolean not null default false,
    phone_verified boolean not null default false,
    company_name text check (length(company_name) <= 200),
    fal_license text check (fal_license ~ '^\d{10}$'),
    fal_expiry date,
    commercial_registration text check (commercial_registration ~ '^\d{10}$'),
    commercial_expiry date,
    commercial_confirmed_at date,
    id_number text check (nova.is_saudi_id(id_number)),
    date_of_birth date,
    city text check (length(city) <= 100),
    district text check (length(district) <= 100),
    preferences jsonb not null default '{}' check (length(preferences::text) <= 32768),
    notification_settings jsonb not null default '{}'
        check (length(notification_settings::text) <= 32768),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    last_login timestamptz,
    deleted_at timestamptz,
    version int not null default 1,
    constraint users_fal_expiry_required check (fal_license is null or fal_expiry is not null)
);
create unique index users_email_live on nova.users (email) where deleted_at is null;
create unique index users_phone_live on nova.users (phone) where deleted_at is null;
comment on table nova.users is 'Everyone who logs in: brokers, companies, back office';
comment on column nova.users.fal_license is 'REGA FAL licence number, ten digits: the right to practise';
comment on column nova.users.commercial_expiry is 'Legacy: registers have had no expiry date since April 2025';
comment on column nova.users.version is 'Counts changes; answered as the ETag';

create table private.user_passwords (
    user_id uuid primary key references nova.users on delete cascade,
    password_hash text not null check (password_hash like '$argon2id$%'),
    changed_at timestamptz not null default now()
);
comment on table private.user_passwords is 'Argon2id hashes, apart from the users so that no query on people can show one';

create table nova.sessions (
    id uuid primary key default uuidv7(),
    user_id uuid not null references nova.users on delete cascade,
    family_id uuid not null,
    refresh_hash bytea not null unique check (length(refresh_hash) = 32),
    user_agent text check (length(user_agent) <= 400),
    ip inet,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    expires_at timestamptz not null,
    rotated_at timestamptz,
    revoked_at timestamptz,
    revoke_reason text check (revoke_reason in (
        'LOGOUT', 'LOGOUT_ALL', 'DEVICE_REMOVED', 'PASSWORD_CHANGED', 'REUSED', 'SUSPENDED'))
);
create index sessions_of_user on nova.sessions (user_id, last_used_at desc);
create index sessions_of_family on nova.sessions (family_id);
create index sessions_by_expiry on nova.sessions (expires_at);
comment on table nova.sessions is 'One row a refresh token; a family is one device, and its newest unrotated row is live';
comment on column nova.sessions.refresh_hash is 'SHA-256 of the refresh token';
comment on column nova.sessions.rotated_at is 'When this token was exchanged for its child; used again 10 s later it revokes the family';

create table nova.otp_codes (
    id uuid primary key default uuidv7(),
    user_id uuid not null references nova.users on delete cascade,
    code_hash bytea not null check (length(code_hash) = 32),
    type text not null check (type in ('EMAIL_VERIFICATION', 'PHONE_VERIFICATION', 'PASSWORD_RESET')),
    expires_at timestamptz not null,
    used boolean not null default false,
    attempts int not null default 0 check (attempts between 0 and 5),
    created_at timestamptz not null default now()
);
create unique index otp_codes_one_live on nova.otp_codes (user_id, type) where not used;
create index otp_codes_by_expiry on nova.otp_codes (expires_at);
comment on table nova.otp_codes is 'One-time codes: one unused code a user and purpose, ten minutes, five tries';
comment on column nova.otp_codes.code_hash is 'HMAC-SHA256 of id and code under a key the database does not keep';

create table private.auth_attempts (
    bucket text primary key,
    used int not null check (used > 0),
    last_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index auth_attempts_by_expiry on private.auth_attempts (expires_at);
comment on table private.auth_attempts is 'Rate counters, one a bucket (what:who); in the database, so they hold across processes';

create table nova.subscription_plans (
    id uuid primary key default uuidv7(),
    name text not null unique,
    name_ar text not null,
    price_monthly_halalas bigint not null check (price_monthly_halalas >= 0),
    price_yearly_halalas bigint not null check (price_yearly_halalas >= 0),
    features jsonb not null default '[]',
    limits jsonb not null default '{}',
    is_active boolean not null default true,
    created_at timestamptz not null default now()
);
comment on table nova.subscription_plans is 'What can be subscribed to; limits as product fact 5.3, null is unlimited';

create table nova.subscriptions (
    id uuid primary key default uuidv7(),
    user_id uuid not null unique references nova.users on delete restrict,
    plan_id uuid not null references nova.subscription_plans,
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'CANCELLED', 'EXPIRED', 'TRIAL')),
    billing_cycle text not null default 'MONTHLY' check (billing_cycle in ('MONTHLY', 'YEARLY')),
    trial_ends_at timestamptz,
    current_period_start timestamptz not null default now(),
    current_period_end timestamptz not null,
    cancel_at timestamptz,
    cancelled_at timestamptz,
    payment_method jsonb,
    last_payment_at timestamptz,
    next_payment_at timestamptz,
    pending_plan_id uuid references nova.subscription_plans,
    grace_until timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    constraint subscriptions_period check (current_period_end > current_period_start)
);
create index subscriptions_of_plan on nova.subscriptions (plan_id);
create index subscriptions_of_pending_plan on nova.subscriptions (pending_plan_id);
create index subscriptions_by_status on nova.subscriptions (status, current_period_end);
comment on table nova.subscriptions is 'One subscription a user; a trial of 14 days is made at registration';

create table nova.teams (
    id uuid primary key default uuidv7(),
    name text not null check (name ~ '\S' and length(name) <= 200),
    manager_id uuid not null references nova.users,
    company_id uuid references nova.users,
    logo_url text check (length(logo_url) <= 2000),
    description text check (length(description) <= 4000),
    settings jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1
);
create index teams_of_manager on nova.teams (manager_id);
create index teams_of_company on nova.teams (company_id);
comment on table nova.teams is 'Brokers who share customers and stock';

create table nova.team_members (
    id uuid primary key default uuidv7(),
    team_id uuid not null references nova.teams on delete cascade,
    user_id uuid not null references nova.users on delete cascade,
    role text not null default 'BROKER' check (role in ('MANAGER', 'BROKER', 'OBSERVER')),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'INACTIVE')),
    joined_at timestamptz not null default now(),
    unique (team_id, user_id)
);
create index team_members_of_user on nova.team_members (user_id, status);
comment on table nova.team_members is 'Who is in which team, and as what';

create table nova.team_permissions (
    id uuid primary key default uuidv7(),
    team_member_id uuid not null unique references nova.team_members on delete cascade,
    permissions jsonb not null default '{}' check (jsonb_typeof(permissions) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
comment on table nova.team_permissions is 'What one member may do beyond or short of their role: {"customers.read": "WHOLE"|"HELD"|"NONE"}';

create table private.role_permissions (
    role text not null check (role in ('MANAGER', 'BROKER', 'OBSERVER')),
    permission text not null check (permission ~ '^[a-z]+\.[a-zA-Z]+$'),
    reach text not null check (reach in ('WHOLE', 'HELD')),
    primary key (role, permission)
);
comment on table private.role_permissions is 'What each team role may do: WHOLE on every row of the team, HELD on the rows it holds; no row, no right';

insert into private.role_permissions (role, permission, reach)
select roles.role, entity || '.' || verb, roles.reach
from unnest(array['customers', 'properties', 'offers', 'requests']) as entity
cross join unnest(array['read', 'create', 'update']) as verb
cross join (values ('MANAGER', 'WHOLE'), ('BROKER', 'HELD'), ('OBSERVER', 'WHOLE')) as roles (role, reach)
where roles.role <> 'OBSERVER' or verb = 'read';
insert into private.role_permissions (role, permission, reach)
values ('MANAGER', 'matches.accept', 'WHOLE'), ('BROKER', 'matches.accept', 'HELD');

insert into nova.subscription_plans (name, name_ar, price_monthly_halalas, price_yearly_halalas, features, limits)
values
    ('trial', 'تجريبية', 0, 0, '["basic"]',
     '{"maxCustomers": 100, "maxProperties": 20, "maxActiveOffers": 3, "maxActiveRequests": 5,
       "maxAcceptedMatchesPerMonth": 5, "maxTeams": 0, "maxTeamMembers": 0, "maxStorageMb": 200}'),
    ('basic', 'أساسية', 9900, 99000, '["basic", "smart_matches", "exports"]',
     '{"maxCustomers": 500, "maxProperties": 100, "maxActiveOffers": 10, "maxActiveRequests": 30,
       "maxAcceptedMatchesPerMonth": 30, "maxTeams": 0, "maxTeamMembers": 0, "maxStorageMb": 1000}'),
    ('pro', 'احترافية', 29900, 299000,
     '["basic", "smart_matches", "exports", "teams", "api_keys", "webhooks"]',
     '{"maxCustomers": 5000, "maxProperties": 1000, "maxActiveOffers": 50, "maxActiveRequests": 200,
       "maxAcceptedMatchesPerMonth": 300, "maxTeams": 1, "maxTeamMembers": 5, "maxStorageMb": 10000}'),
    ('company', 'شركات', 99900, 999000,
     '["basic", "smart_matches", "exports", "teams", "api_keys", "webhooks", "assignment_rules", "audit_log"]',
     '{"maxCustomers": 50000, "maxProperties": 10000, "maxActiveOffers": 500, "maxActiveRequests": 2000,
       "maxAcceptedMatchesPerMonth": null, "maxTeams": 5, "maxTeamMembers": 50, "maxStorageMb": 100000}');
