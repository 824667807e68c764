set local role nova_owner;

drop trigger if exists tg_search_insert on nova.tasks;
drop trigger if exists tg_search_update on nova.tasks;
alter table nova.tasks drop column search_text;
alter table nova.tasks add column search_text text not null generated always as (
    nova.normalize_text(title) || coalesce(' ' || nova.normalize_text(description), '')) stored;
create index tasks_search on nova.tasks
    using gin (scope_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;
comment on column nova.tasks.search_text is 'Title and description, folded for searching';
