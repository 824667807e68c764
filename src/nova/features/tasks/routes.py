"""Routes of /api/tasks."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Router, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from nova.database.queries import read_queries
from nova.features.tasks.structs import (
    Board,
    BulkChange,
    BulkResults,
    ChecklistItemChanges,
    NewChecklistItem,
    NewTask,
    NewTaskComment,
    NewTaskStatus,
    Place,
    TaskAssignment,
    TaskChanges,
    TaskComment,
    TaskCommentChanges,
    TaskCommentPage,
    TaskStats,
)
from nova.http.answer import Json
from nova.http.ask import Asking
from nova.http.body import LARGE_BODY
from nova.http.openapi import error_answers
from nova.http.parameters import Cursor, Filter, Ids, PageSize, Search, WithTotal
from nova.shapes.structs import changes, columns
from nova.shapes.tasks import Task, TaskPage
from nova.shapes.words import Mine, TaskPriority, TaskSort, TaskStatus

sql = read_queries(__file__)
Team = Annotated[UUID | None, QueryParameter(name="teamId")]


@get("/", responses=error_answers(401))
async def list_tasks(
    ask: Asking,
    q: Search = None,
    status: FromQuery[TaskStatus | None] = None,
    priority: FromQuery[TaskPriority | None] = None,
    assigned_to: Annotated[UUID | None, QueryParameter(name="assignedTo")] = None,
    created_by: Annotated[UUID | None, QueryParameter(name="createdBy")] = None,
    customer_id: Annotated[UUID | None, QueryParameter(name="customerId")] = None,
    property_id: Annotated[UUID | None, QueryParameter(name="propertyId")] = None,
    due_before: Annotated[date | None, QueryParameter(name="dueBefore")] = None,
    overdue: FromQuery[bool | None] = None,
    mine: FromQuery[Mine | None] = None,
    tag: Filter = None,
    team_id: Team = None,
    ids: Ids = None,
    sort: FromQuery[TaskSort] = "NEWEST",
    cursor: Cursor = None,
    limit: PageSize = 20,
    count: WithTotal = False,
) -> Json[TaskPage]:
    """The tasks the caller may see, in the order that `sort` names; `q` searches title and text.

    Refused with `cursor_invalid`.
    """
    return await ask(
        sql.list_tasks, q, status, priority, assigned_to, created_by, customer_id, property_id,
        due_before, overdue, mine, tag, team_id, ids, sort, cursor, limit, count,
    )  # fmt: skip


@post("/", responses=error_answers(401, 402, 403, 422))
async def create_task(ask: Asking, data: JSONBody[NewTask]) -> Json[Task]:
    """Keep something to do.

    Refused with `customer_unknown`, `property_unknown`, `appointment_unknown`, `assignee_unknown`,
    `due_time_alone`, `forbidden`.
    """
    return await ask(sql.create_task, columns(data))


@get("/board", responses=error_answers(401, 404))
async def show_task_board(ask: Asking, team_id: Team = None) -> Json[Board]:
    """The board of a team, or of one's own tasks: a column a state. Refused with `not_found`."""
    return await ask(sql.show_task_board, team_id)


@get("/stats", responses=error_answers(401))
async def show_task_stats(ask: Asking, team_id: Team = None) -> Json[TaskStats]:
    """The tasks one may see in counts: open, overdue, due today, done this week."""
    return await ask(sql.show_task_stats, team_id)


@post("/bulk", status_code=200, responses=error_answers(401, 402, 422))
async def change_tasks(ask: Asking, data: JSONBody[BulkChange]) -> Json[BulkResults]:
    """Do one thing to many tasks, at most 500; each by itself, with what became of it.

    Refused with `status_missing` for a STATUS that is not named.
    """
    return await ask(sql.change_tasks, data.ids, data.action, data.status, data.assigned_to)


@get("/{task_id:uuid}", responses=error_answers(401, 404))
async def show_task(ask: Asking, task_id: FromPath[UUID]) -> Json[Task]:
    """One task. Refused with `not_found`."""
    return await ask(sql.show_task, task_id)


@patch("/{task_id:uuid}", responses=error_answers(401, 402, 403, 404, 412, 422))
async def change_task(
    ask: Asking, task_id: FromPath[UUID], data: JSONBody[TaskChanges]
) -> Json[Task]:
    """Change a task.

    Refused with `not_found`, `customer_unknown`, `property_unknown`, `appointment_unknown`,
    `due_time_alone`.
    """
    return await ask(sql.change_task, task_id, changes(data))


@delete("/{task_id:uuid}", responses=error_answers(401, 402, 403, 404, 412))
async def delete_task(ask: Asking, task_id: FromPath[UUID]) -> None:
    """Put a task away. Refused with `not_found`, `forbidden`."""
    await ask.raw(sql.delete_task, task_id)


@post("/{task_id:uuid}/status", status_code=200, responses=error_answers(401, 402, 403, 404, 409))
async def change_task_status(
    ask: Asking, task_id: FromPath[UUID], data: JSONBody[NewTaskStatus]
) -> Json[Task]:
    """Move a task to another state.

    Refused with `not_found`, `forbidden`, `state_refused`, `task_reviewed_by_others`.
    """
    return await ask(sql.change_task_status, task_id, data.status)


@post("/{task_id:uuid}/assign", status_code=200, responses=error_answers(401, 402, 403, 404, 422))
async def assign_task(
    ask: Asking, task_id: FromPath[UUID], data: JSONBody[TaskAssignment]
) -> Json[Task]:
    """Give a task to a member of its team. Refused with `not_found`, `forbidden`,
    `assignee_unknown`."""
    return await ask(sql.assign_task, task_id, data.assigned_to)


@put("/{task_id:uuid}/position", responses=error_answers(401, 402, 403, 404, 412, 422))
async def place_task(ask: Asking, task_id: FromPath[UUID], data: JSONBody[Place]) -> Json[Task]:
    """Put a task below another one of its column, or on top.

    Refused with `not_found`, `forbidden`, `task_unknown`.
    """
    return await ask(sql.place_task, task_id, data.after_id)


@post(
    "/{task_id:uuid}/checklist", status_code=200, responses=error_answers(401, 402, 403, 404, 409)
)
async def add_checklist_item(
    ask: Asking, task_id: FromPath[UUID], data: JSONBody[NewChecklistItem]
) -> Json[Task]:
    """Add an item to the checklist. Refused with `not_found`, `forbidden`, `checklist_full`."""
    return await ask(sql.add_checklist_item, task_id, data.text)


@patch("/{task_id:uuid}/checklist/{item_id:uuid}", responses=error_answers(401, 402, 403, 404))
async def change_checklist_item(
    ask: Asking,
    task_id: FromPath[UUID],
    item_id: FromPath[UUID],
    data: JSONBody[ChecklistItemChanges],
) -> Json[Task]:
    """Tick an item, or word it anew. Refused with `not_found`, `forbidden`."""
    return await ask(sql.change_checklist_item, task_id, item_id, data.text, data.done)


@delete(
    "/{task_id:uuid}/checklist/{item_id:uuid}",
    status_code=200,
    responses=error_answers(401, 402, 403, 404),
)
async def remove_checklist_item(
    ask: Asking, task_id: FromPath[UUID], item_id: FromPath[UUID]
) -> Json[Task]:
    """Take an item off the checklist. Refused with `not_found`, `forbidden`."""
    return await ask(sql.remove_checklist_item, task_id, item_id)


@patch(
    "/{task_id:uuid}/checklist/{item_id:uuid}/position",
    responses=error_answers(401, 402, 403, 404, 422),
)
async def place_checklist_item(
    ask: Asking, task_id: FromPath[UUID], item_id: FromPath[UUID], data: JSONBody[Place]
) -> Json[Task]:
    """Put an item below another one, or on top. Refused with `not_found`, `item_unknown`."""
    return await ask(sql.place_checklist_item, task_id, item_id, data.after_id)


@get("/{task_id:uuid}/comments", responses=error_answers(401, 404))
async def list_task_comments(
    ask: Asking, task_id: FromPath[UUID], cursor: Cursor = None, limit: PageSize = 20
) -> Json[TaskCommentPage]:
    """What was said about a task, the newest first. Refused with `not_found`, `cursor_invalid`."""
    return await ask(sql.list_task_comments, task_id, cursor, limit)


@post("/{task_id:uuid}/comments", responses=error_answers(401, 402, 403, 404, 422))
async def add_task_comment(
    ask: Asking, task_id: FromPath[UUID], data: JSONBody[NewTaskComment]
) -> Json[TaskComment]:
    """Say something about a task; whom it mentions is told.

    Refused with `not_found`, `forbidden`, `mention_unknown`.
    """
    return await ask(sql.add_task_comment, task_id, data.comment, data.mentions)


@patch(
    "/{task_id:uuid}/comments/{comment_id:uuid}", responses=error_answers(401, 402, 403, 404, 409)
)
async def change_task_comment(
    ask: Asking,
    task_id: FromPath[UUID],
    comment_id: FromPath[UUID],
    data: JSONBody[TaskCommentChanges],
) -> Json[TaskComment]:
    """Word one's own comment anew. Refused with `not_found`, `forbidden`, `comment_settled`."""
    return await ask(sql.change_task_comment, task_id, comment_id, data.comment)


@delete("/{task_id:uuid}/comments/{comment_id:uuid}", responses=error_answers(401, 402, 403, 404))
async def delete_task_comment(
    ask: Asking, task_id: FromPath[UUID], comment_id: FromPath[UUID]
) -> None:
    """Take back a comment. Refused with `not_found`, `forbidden`."""
    await ask.raw(sql.delete_task_comment, task_id, comment_id)


router = Router(
    "/api/tasks",
    request_max_body_size=LARGE_BODY,
    tags=["tasks"],
    route_handlers=[
        list_tasks, create_task, show_task_board, show_task_stats, change_tasks, show_task,
        change_task, delete_task, change_task_status, assign_task, place_task, add_checklist_item,
        change_checklist_item, remove_checklist_item, place_checklist_item, list_task_comments,
        add_task_comment, change_task_comment, delete_task_comment,
    ],
)  # fmt: skip
