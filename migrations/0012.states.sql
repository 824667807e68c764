-- The state machines of product facts 5.1 as rows: what is not here is refused by tg_refuse_move.
set local role nova_owner;

create table private.transitions (
    entity text not null,
    old_state text not null,
    new_state text not null check (new_state <> old_state),
    primary key (entity, old_state, new_state)
);
comment on table private.transitions is
    'Every allowed change of a state column; the entity is its table, or table.column where that is not status';

insert into private.transitions (entity, old_state, new_state)
select entity, old_state, unnest(new_states)
from (values
    ('users', 'ACTIVE', array['SUSPENDED', 'DELETED']),
    ('users', 'SUSPENDED', array['ACTIVE', 'DELETED']),
    ('team_members', 'ACTIVE', array['INACTIVE']),
    ('team_members', 'INACTIVE', array['ACTIVE']),
    ('team_invitations', 'PENDING', array['ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED']),
    ('subscriptions', 'TRIAL', array['ACTIVE', 'EXPIRED', 'CANCELLED']),
    ('subscriptions', 'ACTIVE', array['EXPIRED', 'CANCELLED']),
    ('subscriptions', 'CANCELLED', array['ACTIVE', 'EXPIRED']),
    ('subscriptions', 'EXPIRED', array['ACTIVE']),
    ('subscription_invoices', 'PENDING', array['PAID', 'FAILED']),
    ('subscription_invoices', 'FAILED', array['PENDING']),
    ('subscription_invoices', 'PAID', array['REFUNDED']),
    ('customers', 'ACTIVE', array['INACTIVE', 'ARCHIVED']),
    ('customers', 'INACTIVE', array['ACTIVE', 'ARCHIVED']),
    ('customers', 'ARCHIVED', array['ACTIVE']),
    ('properties', 'DRAFT', array['ACTIVE', 'ARCHIVED']),
    ('properties', 'ACTIVE', array['SOLD', 'RENTED', 'ARCHIVED']),
    ('properties', 'SOLD', array['ACTIVE', 'ARCHIVED']),
    ('properties', 'RENTED', array['ACTIVE', 'ARCHIVED']),
    ('properties', 'ARCHIVED', array['DRAFT']),
    ('properties.ad_license_status', 'NONE', array['ENTERED']),
    ('properties.ad_license_status', 'ENTERED', array['VALID', 'INVALID', 'EXPIRED', 'NONE']),
    ('properties.ad_license_status', 'VALID', array['EXPIRED', 'CANCELLED', 'ENTERED', 'NONE']),
    ('properties.ad_license_status', 'INVALID', array['ENTERED', 'NONE']),
    ('properties.ad_license_status', 'EXPIRED', array['ENTERED', 'NONE']),
    ('properties.ad_license_status', 'CANCELLED', array['ENTERED', 'NONE']),
    ('offers', 'ACTIVE', array['PAUSED', 'COMPLETED', 'EXPIRED']),
    ('offers', 'PAUSED', array['ACTIVE', 'COMPLETED', 'EXPIRED']),
    ('offers', 'EXPIRED', array['ACTIVE']),
    ('requests', 'ACTIVE', array['FULFILLED', 'CANCELED', 'ARCHIVED']),
    ('requests', 'CANCELED', array['ACTIVE']),
    ('requests', 'ARCHIVED', array['ACTIVE']),
    ('requests', 'FULFILLED', array['ARCHIVED']),
    ('smart_matches', 'PENDING', array['VIEWED', 'ACCEPTED', 'REJECTED', 'EXPIRED']),
    ('smart_matches', 'VIEWED', array['ACCEPTED', 'REJECTED', 'EXPIRED']),
    ('smart_matches', 'ACCEPTED', array['REJECTED']),
    ('appointments', 'SCHEDULED', array['CONFIRMED', 'CANCELLED', 'COMPLETED', 'NO_SHOW']),
    ('appointments', 'CONFIRMED', array['CANCELLED', 'COMPLETED', 'NO_SHOW']),
    ('appointments', 'CANCELLED', array['SCHEDULED']),
    ('appointments', 'NO_SHOW', array['SCHEDULED']),
    ('tasks', 'TODO', array['IN_PROGRESS', 'REVIEW', 'DONE', 'CANCELLED']),
    ('tasks', 'IN_PROGRESS', array['TODO', 'REVIEW', 'DONE', 'CANCELLED']),
    ('tasks', 'REVIEW', array['TODO', 'IN_PROGRESS', 'DONE', 'CANCELLED']),
    ('tasks', 'DONE', array['IN_PROGRESS']),
    ('tasks', 'CANCELLED', array['TODO']),
    ('outbox', 'PENDING', array['SENDING', 'CANCELLED']),
    ('outbox', 'SENDING', array['PENDING', 'SENT', 'FAILED']),
    ('outbox', 'SENT', array['DELIVERED', 'FAILED'])
) as moves (entity, old_state, new_states);
