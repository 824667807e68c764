"""What was sent to people: the log shows it to a developer."""

import json
import re
import tempfile
from pathlib import Path

from make.clients import eventually

LOG = Path(tempfile.mkdtemp(prefix="nova-log-")) / "log.jsonl"


def messages(to: str) -> list[str]:
    """What the worker has sent there, the oldest first: as a developer reads it in the log."""
    lines = (json.loads(line) for line in LOG.read_text().splitlines() if to in line)
    return [line["text"] for line in lines if line["event"] == "message" and line.get("to") == to]


def code(to: str, place: int = 0) -> str:
    """The one-time code of the message with this number sent there, once it has arrived."""
    text = eventually(lambda: messages(to)[place : place + 1])[0]
    found = re.search(r"\d{6}", text)
    assert found
    return found[0]


def token_sent(to: str, place: int = 0) -> str:
    """The token of the invitation's link, as it was sent."""
    sent = eventually(lambda: [text for text in messages(to) if "/invitations/" in text][place:])
    return str(re.findall(r"/invitations/(\S+)", sent[0])[0])
