set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels
where enum in ('consentChannel', 'consentSource')
    or (enum = 'messageChannel' and value in ('WHATSAPP', 'PUSH'));
alter table nova.enum_labels force row level security;
drop table nova.consent_events;
