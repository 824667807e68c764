"""Tasks: as answered, as created, as changed; their checklists, comments and board."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from nova.shapes.fields import VISIBLE, Clock, Free, Moment, Name, Tags, Text, Word
from nova.shapes.structs import Input, Output
from nova.shapes.tasks import Task
from nova.shapes.words import BulkAction, TaskPriority, TaskStatus

Item = Annotated[str, Meta(min_length=1, max_length=300, pattern=VISIBLE)]
Comment = Annotated[str, Meta(min_length=1, max_length=4000, pattern=VISIBLE)]
Day = Annotated[date, Meta(description="A day of its reader's zone", examples=["2026-12-31"])]


class NewTask(Input, frozen=True):
    """Something to do; `assignedTo` is a member of the team."""

    title: Name
    team_id: UUID | None = None
    assigned_to: UUID | None = None
    description: Text | None = None
    type: Word | None = None
    priority: TaskPriority = "MEDIUM"
    due_date: Day | None = None
    due_time: Clock | None = None
    customer_id: UUID | None = None
    property_id: UUID | None = None
    appointment_id: UUID | None = None
    checklist: Annotated[list[Item], Meta(max_length=100, description="Texts, in order")] = []
    tags: Tags = []
    custom_fields: Free = {}


class TaskChanges(Input, frozen=True):
    """A merge patch: what is absent stays, null clears."""

    title: Name | UnsetType = UNSET
    description: Text | None | UnsetType = UNSET
    type: Word | None | UnsetType = UNSET
    priority: TaskPriority | UnsetType = UNSET
    due_date: Day | None | UnsetType = UNSET
    due_time: Clock | None | UnsetType = UNSET
    customer_id: UUID | None | UnsetType = UNSET
    property_id: UUID | None | UnsetType = UNSET
    appointment_id: UUID | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    custom_fields: Free | UnsetType = UNSET


class NewTaskStatus(Input, frozen=True):
    """To which state a task moves."""

    status: TaskStatus


class TaskAssignment(Input, frozen=True):
    """Who is to do a task; null: its owner."""

    assigned_to: UUID | None


class Place(Input, frozen=True):
    """Below what something is put; null: on top."""

    after_id: UUID | None


class NewChecklistItem(Input, frozen=True):
    """One more thing to tick off."""

    text: Item


class ChecklistItemChanges(Input, frozen=True):
    """An item ticked, or worded anew; what is absent stays."""

    text: Item | None = None
    done: bool | None = None


class TaskComment(Output, frozen=True):
    """What somebody said about a task."""

    id: UUID
    task_id: UUID
    user_id: UUID
    user_name: str
    comment: str
    mentions: list[UUID]
    edited_at: Moment | None
    created_at: Moment
    updated_at: Moment
    version: int


class TaskCommentPage(Output, frozen=True):
    """A page of comments, the newest first."""

    data: list[TaskComment]
    next_cursor: str | None


class NewTaskComment(Input, frozen=True):
    """Something to say; `mentions` are told."""

    comment: Comment
    mentions: Annotated[list[UUID], Meta(max_length=20)] = []


class TaskCommentChanges(Input, frozen=True):
    """A comment worded anew."""

    comment: Comment


class BoardColumn(Output, frozen=True):
    """The tasks of one state, from the top down: at most fifty, and how many there are."""

    status: TaskStatus
    count: int
    data: list[Task]


class Board(Output, frozen=True):
    """A team's tasks, or one's own, by state."""

    columns: list[BoardColumn]


class BulkChange(Input, frozen=True):
    """One thing done to many tasks; STATUS takes `status`, ASSIGN `assignedTo`."""

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=500)]
    action: BulkAction
    status: TaskStatus | None = None
    assigned_to: UUID | None = None


class BulkResult(Output, frozen=True):
    """What became of one task; `code` is the refusal's, null where it was done."""

    id: UUID
    code: str | None


class BulkResults(Output, frozen=True):
    """What became of each."""

    data: list[BulkResult]


class AssigneeStats(Output, frozen=True):
    """The tasks that one person of a team is to do."""

    user_id: UUID
    user_name: str | None
    open: int
    overdue: int
    done_this_week: int


class TaskStats(Output, frozen=True):
    """Tasks in counts, by the caller's wall clock; `byAssignee` where they read a whole team's."""

    open: int
    overdue: int
    due_today: int
    done_this_week: int
    by_assignee: list[AssigneeStats]
