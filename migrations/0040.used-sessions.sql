-- Whether a device has used the tokens it was given: until then it may ask for them again.
set local role nova_owner;

-- Sessions of before count as used; a constant default does not rewrite the table.
alter table nova.sessions add column used_at timestamptz default now();
-- squawk-ignore ban-drop-default
alter table nova.sessions alter column used_at drop default;
comment on column nova.sessions.used_at is 'When its tokens were first used; null: maybe the answer that carried them was lost';
