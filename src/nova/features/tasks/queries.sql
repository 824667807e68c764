-- list_tasks(words text, status text, priority text, assigned_to uuid, created_by uuid, customer_id uuid, property_id uuid, due_before date, overdue boolean, mine text, tag text, team_id uuid, ids uuid[], sort text, cursor text, page_size int, with_total boolean) -> TaskPage
-- In the order of the function.
select api.page(array_agg(api.task(t)), :page_size,
    case when :with_total then (
        select count(*) from nova.search_tasks(
            words => :words, status => :status, priority => :priority,
            assigned_to => :assigned_to, created_by => :created_by, customer_id => :customer_id,
            property_id => :property_id, due_before => :due_before, overdue => :overdue,
            mine => :mine, tag => :tag, team_id => :team_id, ids => :ids, page_size => 1000)) end,
    array_agg(private.task_place(t, :sort)))
from nova.search_tasks(
    words => :words, status => :status, priority => :priority, assigned_to => :assigned_to,
    created_by => :created_by, customer_id => :customer_id, property_id => :property_id,
    due_before => :due_before, overdue => :overdue, mine => :mine, tag => :tag,
    team_id => :team_id, ids => :ids, sort => :sort, cursor => :cursor,
    page_size => :page_size + 1) as t

-- create_task(task jsonb) -> Task
insert into nova.tasks as t (
    -- columns: NewTask
    title, team_id, assigned_to, description, type, priority, due_date, due_time, customer_id,
    property_id, appointment_id, checklist, tags, custom_fields
    -- end
)
select
    -- columns: n.NewTask
    n.title, n.team_id, n.assigned_to, n.description, n.type, n.priority, n.due_date, n.due_time,
    n.customer_id, n.property_id, n.appointment_id, n.checklist, n.tags, n.custom_fields
    -- end
from jsonb_populate_record(null::nova.tasks, private.with_checklist(:task)) as n
returning api.task(t)

-- show_task(task_id uuid) -> Task
select api.task(t)
from nova.tasks t
where t.id = :task_id and t.deleted_at is null

-- change_task(task_id uuid, changes jsonb) -> Task
update nova.tasks as t
set (
    -- columns: TaskChanges
    title, description, type, priority, due_date, due_time, customer_id, property_id,
    appointment_id, tags, custom_fields
    -- end
) = (
    select
    -- columns: n.TaskChanges
    n.title, n.description, n.type, n.priority, n.due_date, n.due_time, n.customer_id,
    n.property_id, n.appointment_id, n.tags, n.custom_fields
    -- end
    from jsonb_populate_record(t, private.merge_field(:changes, 'custom_fields', t.custom_fields)) as n)
where t.id = :task_id and t.deleted_at is null
returning api.task(t)

-- delete_task(task_id uuid) -> nothing
select nova.delete_task(:task_id)

-- change_task_status(task_id uuid, status text) -> Task
select api.task(t)
from nova.change_task_status(:task_id, :status) as t
where t.id is not null

-- assign_task(task_id uuid, assigned_to uuid) -> Task
select api.task(t)
from nova.assign_task(:task_id, :assigned_to) as t
where t.id is not null

-- place_task(task_id uuid, after_id uuid) -> Task
select api.task(t)
from nova.place_task(:task_id, :after_id) as t
where t.id is not null

-- add_checklist_item(task_id uuid, text text) -> Task
select api.task(t)
from nova.add_checklist_item(:task_id, :text) as t
where t.id is not null

-- change_checklist_item(task_id uuid, item_id uuid, text text, done boolean) -> Task
select api.task(t)
from nova.change_checklist_item(:task_id, :item_id, :text, :done) as t
where t.id is not null

-- remove_checklist_item(task_id uuid, item_id uuid) -> Task
select api.task(t)
from nova.remove_checklist_item(:task_id, :item_id) as t
where t.id is not null

-- place_checklist_item(task_id uuid, item_id uuid, after_id uuid) -> Task
select api.task(t)
from nova.place_checklist_item(:task_id, :item_id, :after_id) as t
where t.id is not null

-- list_task_comments(task_id uuid, cursor text, page_size int) -> TaskCommentPage
select api.page(
    array(select api.task_comment(c) from unnest(found) as c order by c.created_at desc, c.id desc),
    :page_size)
from nova.list_task_comments(:task_id, :cursor, :page_size + 1) as found
where found is not null

-- add_task_comment(task_id uuid, comment text, mentions uuid[]) -> TaskComment
select api.task_comment(c)
from nova.add_task_comment(:task_id, :comment, :mentions) as c
where c.id is not null

-- change_task_comment(task_id uuid, comment_id uuid, comment text) -> TaskComment
select api.task_comment(c)
from nova.change_task_comment(:task_id, :comment_id, :comment) as c
where c.id is not null

-- delete_task_comment(task_id uuid, comment_id uuid) -> nothing
select nova.delete_task_comment(:task_id, :comment_id)

-- show_task_board(team_id uuid) -> Board
select nova.show_task_board(:team_id)

-- change_tasks(ids uuid[], action text, status text, assigned_to uuid) -> BulkResults
select nova.change_tasks(:ids, :action, :status, :assigned_to)

-- show_task_stats(team_id uuid) -> TaskStats
select nova.show_task_stats(:team_id)
