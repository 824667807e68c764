-- What everybody may do in each scope of theirs, kept as it changes: every statement asks it, and worked out anew it took a third of a read.
set local role nova_owner;

create table nova.effective_rights (
    user_id uuid not null references nova.users on delete cascade,
    scope_id uuid not null,
    whole text[] not null check (cardinality(whole) <= 200),
    held text[] not null check (cardinality(held) <= 200),
    pooled boolean not null,
    masked boolean not null,
    until timestamptz not null,
    primary key (user_id, scope_id)
);
create index effective_rights_of_scope on nova.effective_rights (scope_id);
create index effective_rights_ending on nova.effective_rights (until) where until < 'infinity';
comment on table nova.effective_rights is
    'What everybody may do in each scope of theirs, as roles, overrides, companies and broken glass have it: worked out by private.derive_rights, kept by private.keep_rights';
comment on column nova.effective_rights.scope_id is 'The user themselves, or a team';
comment on column nova.effective_rights.whole is 'Permissions on every row of the scope';
comment on column nova.effective_rights.held is 'Permissions on the rows they hold there';
comment on column nova.effective_rights.pooled is 'Whether the team shares the customers whom nobody was given';
comment on column nova.effective_rights.masked is 'Whether they see its customers without phones';
comment on column nova.effective_rights.until is 'When it ends by itself: broken glass does';
alter table nova.effective_rights enable row level security, force row level security;
