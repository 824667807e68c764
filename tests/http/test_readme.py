"""The README's stories, copied and run as they stand."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
from argon2 import PasswordHasher

import make
from conftest import Running
from nova.identity.demo_accounts import PASSWORD

ROOT = Path(__file__).parents[2]


def test_the_story_runs_as_written_and_again(
    start_app: Callable[..., Running], fresh_url: str
) -> None:
    app = start_app(fresh_url)
    assert "Not that one" not in tell(app, "right", "right")
    assert tell(app, "000000", "right", "right").count("Not that one") == 1


def tell(app: Running, *codes: str) -> str:
    """Run the story and give it these codes; what it printed."""
    shell = started(app, "The story")
    assert shell.stdin and shell.stdout
    told = ""
    for code in codes:
        while not (asked := re.search(r"Code sent to 0(\d{9}): \Z", told)):
            letter = shell.stdout.read(1)
            assert letter, told
            told += letter
        shell.stdin.write((make.code(f"+966{asked[1]}") if code == "right" else code) + "\n")
        shell.stdin.flush()
        told += "\n"
    told += shell.communicate(timeout=60)[0]
    assert shell.returncode == 0, told
    assert told.count("Phone verified successfully") == 2
    assert '"event" : "match.created"' in told
    assert '"event" : "notification.created"' in told
    assert "None" in told
    assert "شارع النخيل" in told
    return told


def test_a_day_of_khalids_runs_as_written(app: Running) -> None:
    khalid = make.broker(app.url, app.owner_url, email="khalid@demo.nova")
    with psycopg.connect(app.owner_url) as owner:
        owner.execute(
            "update private.user_passwords set password_hash = %s where user_id = %s",
            [PasswordHasher(memory_cost=19_456, time_cost=1).hash(PASSWORD), khalid.id],
        )
    shell = started(app, "A day of Khalid's")
    told, _ = shell.communicate(timeout=120)
    assert shell.returncode == 0, told
    lines = told.splitlines()
    assert lines[:3] == ["10", "Another appointment stands at this time: معاينات الصباح.", "True"]
    assert "RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=SU,MO,TU,WE,TH" in lines
    assert "مهمة مستحقة" in told
    assert lines[-1] == '{"count" : 1}{"count" : 1}{"count" : 9}'


def test_from_trial_to_invoice_runs_as_written(app: Running) -> None:
    shell = started(app, "From trial to invoice")
    told, _ = shell.communicate(timeout=120)
    assert shell.returncode == 0, told
    lines = told.splitlines()
    assert "maxCustomers: 100" in lines[0] and "basic" in lines[0], told
    assert lines[1] == "343.85"
    assert {"subscription.updated", "invoice.paid", "تم الدفع · Paid", "عميل 101", "pro"} <= set(
        lines
    )
    assert any(re.fullmatch(r"INV-\d{6}", line) for line in lines)
    assert {"invoice.pdf", "qr.png"} <= set(lines)
    assert "نوفا لإدارة العملاء" in lines


def started(app: Running, heading: str) -> subprocess.Popen[str]:
    """The commands under a heading of the README, at work."""
    page = (ROOT / "README.md").read_text().partition(f"## {heading}\n")[2]
    found = re.search(r"```bash\n(.*?)```", page, re.DOTALL)
    assert found
    return subprocess.Popen(  # they are an argument, so that their `read` takes what is typed
        ["bash", "-euc", found[1]], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"TERM": "dumb", "NOVA_PORT": str(app.settings.port)},
    )  # fmt: skip
