"""A task, as answered by several features."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from nova.shapes.fields import Moment
from nova.shapes.structs import Output
from nova.shapes.words import TaskPriority, TaskStatus


class ChecklistItem(Output, frozen=True):
    """Something to tick off."""

    id: UUID
    text: str
    done: bool


class Task(Output, frozen=True):
    """What is to be done."""

    id: UUID
    user_id: UUID
    team_id: UUID | None
    created_by: UUID | None
    assigned_to: UUID | None
    assigned_to_name: str | None
    title: str
    description: str | None
    type: str | None
    priority: TaskPriority
    due_date: date | None
    due_time: str | None
    customer_id: UUID | None
    property_id: UUID | None
    appointment_id: UUID | None
    status: TaskStatus
    checklist: list[ChecklistItem]
    attachments: list[dict[str, Any]]
    tags: list[str]
    custom_fields: dict[str, Any]
    completed_at: Moment | None
    created_at: Moment
    updated_at: Moment
    version: int


class TaskPage(Output, frozen=True):
    """A page of tasks, in the order that was asked for."""

    data: list[Task]
    next_cursor: str | None
    total: int | UnsetType = UNSET
