"""`nova seed`: demo data, with a bar that shows how far it is."""

import psycopg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from nova import demo
from nova.problem import Problem


def load_demo(connection: psycopg.Connection, scale: float) -> None:
    """Load the demo with a progress bar. Raises Problem."""
    if not demo.is_empty(connection):
        raise Problem("The database has users already: demo data are for an empty one.")
    columns = (
        TextColumn("Demo data"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns) as progress:
        task = progress.add_task("", total=demo.total_rows(scale))
        demo.load(
            connection,
            scale,
            lambda stage, rows: progress.update(task, advance=rows, description=stage),
        )
