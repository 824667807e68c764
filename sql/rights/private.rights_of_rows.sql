-- Which permission these rows are read by, and in which scope and by whom they are held: of those
-- kinds that belong to a scope, and are not deleted. A part of something goes by what it is part
-- of, a copy of an identity paper by a permission of its own.
create or replace function private.rights_of_rows(entities text[], ids uuid[])
returns table (
    entity text, id uuid, permission text, scope_id uuid, holder_id uuid, pooled boolean)
language sql stable
set search_path = ''
as $$
with asked as materialized (
    select distinct a.entity, a.id from unnest(entities, ids) as a (entity, id)
)
select a.*, 'customers.read' as permission, c.scope_id, c.holder_id,
    c.assigned_to is null as pooled
from asked a join nova.customers c on c.id = a.id
where a.entity = 'customer' and c.deleted_at is null
union all
select a.*, 'customers.read', c.scope_id, c.holder_id, c.assigned_to is null
from asked a join nova.customer_activities x on x.id = a.id
join nova.customers c on c.id = x.customer_id and c.deleted_at is null
where a.entity = 'customer_activity'
union all
select a.*, case x.type when 'ID_COPY' then 'documents.id' else 'documents.read' end,
    c.scope_id, c.holder_id, c.assigned_to is null
from asked a join nova.customer_documents x on x.id = a.id
join nova.customers c on c.id = x.customer_id
where a.entity = 'customer_document' and private.reads_customer(c)
union all
select a.*, 'properties.read', p.scope_id, p.user_id, false
from asked a join nova.properties p on p.id = a.id
where a.entity = 'property' and p.deleted_at is null
union all
select a.*, 'offers.read', o.scope_id, o.user_id, false
from asked a join nova.offers o on o.id = a.id
where a.entity = 'offer' and o.deleted_at is null
union all
select a.*, 'requests.read', r.scope_id, r.user_id, false
from asked a join nova.requests r on r.id = a.id
where a.entity = 'request' and r.deleted_at is null
union all
select a.*, 'appointments.read', x.scope_id, x.user_id, false
from asked a join nova.appointments x on x.id = a.id
where a.entity = 'appointment' and x.deleted_at is null
union all
select a.entity, a.id, 'tasks.read', t.scope_id, case
    when nova.current_user_id() in (t.user_id, t.created_by) then nova.current_user_id()
    else t.holder_id end, false
from (
    select x.entity, x.id, x.id as task_id from asked x where x.entity = 'task'
    union all
    select x.entity, x.id, n.task_id
    from asked x join nova.task_comments n on n.id = x.id where x.entity = 'task_comment'
) as a
join nova.tasks t on t.id = a.task_id and t.deleted_at is null
$$;
