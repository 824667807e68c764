set local role nova_owner;

drop index nova.outbox_dead;
drop index nova.outbox_codes_due;
alter table nova.outbox drop column ambiguous;
alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum in ('messageChannel', 'messageStatus');
alter table nova.enum_labels force row level security;
delete from private.transitions
where entity = 'outbox' and (old_state, new_state) in (('FAILED', 'PENDING'), ('SENDING', 'CANCELLED'));
