"""The first page that a newcomer meets, at / and /api: what this is, and where to go from here."""

from html import escape
from pathlib import Path

from litestar import Router, get
from litestar.response import Redirect

from nova.database.queries import read_queries
from nova.errors.refused import Refused
from nova.http.answer import Public
from nova.http.ask import Asking
from nova.http.callers import OPEN
from nova.http.structs import Demo, DemoAccount, DemoAccounts
from nova.identity.demo_accounts import ACCOUNTS, PASSWORD

sql = read_queries(__file__)

PAGE = Path(__file__).with_suffix(".html").read_text()
DOES = {email: does for email, _, does in ACCOUNTS}
MINUTE = 60  # seconds


@get("/", include_in_schema=False)
async def show_welcome(ask_anyone: Asking) -> Public[bytes]:
    """The page, with the demo accounts where the demo data is loaded."""
    try:
        accounts = (await ask_anyone.read(DemoAccounts, sql.list_demo_accounts)).data
    except Refused:
        accounts = []  # the page stands without a database
    page = PAGE.replace("<!-- demo -->", _told(accounts) if accounts else "")
    return Public(page.encode(), MINUTE, "text/html; charset=utf-8")


@get("/api", include_in_schema=False, sync_to_thread=False)
def show_api() -> Redirect:
    """The address that `nova up` prints leads to the page."""
    return Redirect("/", status_code=307)


@get("/api/docs/demo.json", include_in_schema=False)
async def list_demo_accounts(ask_anyone: Asking) -> Demo:
    """Who one may be on the page that tries the API."""
    accounts = await ask_anyone.read(DemoAccounts, sql.list_demo_accounts)
    return Demo(password=PASSWORD if accounts.data else "", data=accounts.data)


def _told(accounts: list[DemoAccount]) -> str:
    """The demo accounts in HTML."""
    rows = "\n".join(
        f"<tr><td>{escape(each.email)}</td><td>{escape(DOES.get(each.email, ''))}</td></tr>"
        for each in accounts
    )
    return f"<h2>Demo accounts</h2>\n<p>Password: {escape(PASSWORD)}</p>\n<table>\n{rows}\n</table>"


router = Router("/", security=OPEN, route_handlers=[show_welcome, show_api, list_demo_accounts])
