"""Routes of /api/auth."""

from datetime import UTC, datetime
from uuid import UUID

import structlog
from litestar import Request, Router, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, SkipValidation
from msgspec import UNSET

from nova.database.queries import Query, read_queries
from nova.errors.refused import Invalid, Refused
from nova.errors.validation import explain
from nova.features.auth.structs import (
    CodeSent,
    CodeWanted,
    Devices,
    Forgotten,
    KeptHash,
    Login,
    Me,
    Message,
    NewUser,
    OwnHash,
    OwnWords,
    PasswordChange,
    Refresh,
    Reset,
    SignedIn,
    Tokens,
    Verification,
    Verified,
)
from nova.http.answer import Json
from nova.http.ask import Ask, Asking
from nova.http.body import SMALL_BODY
from nova.http.callers import OPEN, token_of
from nova.http.openapi import error_answers
from nova.identity.passwords import is_common
from nova.identity.tokens import new_code, sha256

log = structlog.get_logger()
sql = read_queries(__file__)


class Credentials:
    """What identifying somebody needs beside the database: keys, hashes, the caller's device."""

    def __init__(self, request: Request[None, None, State]) -> None:
        self._request = request
        self.signing = request.app.state.tokens
        self.passwords = request.app.state.passwords
        self.settings = request.app.state.settings
        self.user_agent = request.headers.get("user-agent")
        self.client_ip: str = request.scope["state"]["client_ip"]

    async def new_refresh(self, ask: Ask) -> str:
        """A refresh token for the device that is calling."""
        if ask.retry is None:
            return str(self.signing.new_refresh(None))
        seed = ask.retry.key.encode() + await ask.retry.fingerprint()
        return str(self.signing.new_refresh(seed))

    def former_session(self) -> UUID | None:
        """The session of a token that came along, maybe an old one: it names the device."""
        token = token_of(self._request)
        return self.signing.session_of(token) if token else None

    async def hash(self, password: str, *of_account: str, field: str = "password") -> str:
        """The hash to keep of a new password. Raises Refused `password_common`."""
        if is_common(password, *of_account):
            raise Refused("password_common", field=field)
        return str(await self.passwords.hash(password, self.client_ip))

    async def sign_in(self, ask: Ask, query: Query, refresh: str, *values: object) -> Tokens:
        """Run a statement that opens a session, and sign what it claims. Raises Refused."""
        opened = await ask.read(SignedIn, query, *values)
        token = self.signing.sign(opened.claims)
        return Tokens(
            user=opened.user,
            token=token,
            expires_at=datetime.fromtimestamp(self.signing.verify(token).expires_at, UTC),
            refresh_token=refresh,
            refresh_expires_at=opened.refresh_expires_at,
            requires_verification=opened.requires_verification,
        )


def open_credentials(request: Request[None, None, State]) -> Credentials:
    """Those of this request."""
    return Credentials(request)


UsingCredentials = NamedDependency[SkipValidation[Credentials]]


@post("/register", security=OPEN, responses=error_answers(409, 422, 429))
async def register_user(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[NewUser]
) -> Tokens:
    """Join as a broker or a company: account, trial of 14 days, tokens, and a code to the phone.

    Refused with `account_exists`, `role_refused`, `phone_invalid`, `password_common`,
    `too_many_requests`.
    """
    await ask_anyone.aside().do(sql.count_attempt, "register")
    password_hash = await credentials.hash(data.password, data.email, data.phone, data.name)
    refresh = await credentials.new_refresh(ask_anyone)
    return await credentials.sign_in(
        ask_anyone, sql.register_user, refresh,
        data.email, data.phone, password_hash, data.name, data.role, sha256(refresh),
        credentials.settings.refresh_token_days, credentials.user_agent, new_code(),
        credentials.signing.code_key,
    )  # fmt: skip


@post("/login", status_code=200, security=OPEN, responses=error_answers(401, 403, 429))
async def login(ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[Login]) -> Tokens:
    """Log in with e-mail or phone; a session of the same person whose token comes along ends.

    Refused with `invalid_credentials`, the same for an unknown account; `account_suspended`;
    `too_many_requests` after five wrong tries.
    """
    device = credentials.former_session()
    kept = await ask_anyone.aside().read(KeptHash, sql.start_login, data.identifier, device)
    if not await credentials.passwords.matches(
        kept.password_hash, data.password, credentials.client_ip
    ):
        log.warning("login_failed", account=kept.account_id, ip=credentials.client_ip)
        await ask_anyone.aside().do(sql.note_failed_login, kept.account_id)
        raise Refused("invalid_credentials")
    refresh = await credentials.new_refresh(ask_anyone)
    return await credentials.sign_in(
        ask_anyone, sql.finish_login, refresh,
        data.identifier, kept.password_hash, sha256(refresh),
        credentials.settings.refresh_token_days, credentials.user_agent, device,
    )  # fmt: skip


@post("/refresh", status_code=200, security=OPEN, responses=error_answers(401, 403))
async def rotate_session(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[Refresh]
) -> Tokens:
    """Exchange a refresh token for new tokens: the same ones until one of them is used.

    So an answer that was lost is asked for again with the same token; two tabs may do it at once
    within 10 s. Used again after that it was stolen, and the device is logged out. It takes no
    Idempotency-Key.

    Refused with `refresh_invalid`; `refresh_reused`, which logs the device out.
    """
    child = credentials.signing.child_of(data.refresh_token)
    return await credentials.sign_in(
        ask_anyone.aside(), sql.rotate_session, child,
        sha256(data.refresh_token), sha256(child),
        credentials.settings.refresh_token_days, credentials.user_agent,
        credentials.settings.session_days,
    )  # fmt: skip


@post("/verify-otp", status_code=200, security=OPEN, responses=error_answers(429))
async def verify_otp(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[Verification]
) -> Json[Verified]:
    """Verify a phone (or an e-mail) by the code sent to it; five tries, ten minutes.

    Refused with `otp_invalid`, `too_many_requests`.
    """
    identifier, purpose = _addressed(data)
    return await ask_anyone(
        sql.verify_otp, identifier, data.code, purpose, credentials.signing.code_key
    )


@post("/resend-otp", status_code=200, security=OPEN, responses=error_answers(429))
async def resend_otp(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[CodeWanted]
) -> Json[CodeSent]:
    """Send a new verification code; once a minute, five an hour. One answer for every account.

    Refused with `too_many_requests`.
    """
    identifier, purpose = _addressed(data)
    return await ask_anyone(
        sql.send_code, identifier, purpose, new_code(), credentials.signing.code_key
    )


@post("/forgot-password", status_code=200, security=OPEN, responses=error_answers(429))
async def forgot_password(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[Forgotten]
) -> Json[CodeSent]:
    """Send a code to reset the password. One answer for every account.

    Refused with `too_many_requests`.
    """
    return await ask_anyone(
        sql.send_code, data.identifier, "PASSWORD_RESET", new_code(), credentials.signing.code_key
    )


@post("/reset-password", status_code=200, security=OPEN, responses=error_answers(422, 429))
async def reset_password(
    ask_anyone: Asking, credentials: UsingCredentials, data: JSONBody[Reset]
) -> Json[Message]:
    """Set a new password by a reset code; every device is logged out.

    Refused with `otp_invalid`, `password_common`, `too_many_requests`.
    """
    if (answer := await ask_anyone.answered()) is not None:
        return answer  # a retry: the code is used up
    await ask_anyone.aside().do(sql.count_attempt, "reset")
    key = credentials.signing.code_key
    own = await ask_anyone.aside().read(OwnWords, sql.start_reset, data.identifier, data.code, key)
    password_hash = await credentials.hash(data.password, *own.words)
    return await ask_anyone(sql.reset_password, data.identifier, data.code, password_hash, key)


@post("/change-password", status_code=200, responses=error_answers(401, 422, 429))
async def change_password(
    ask: Asking, credentials: UsingCredentials, data: JSONBody[PasswordChange]
) -> Json[Message]:
    """Change the password; the other devices are logged out.

    Refused with `invalid_credentials` when the present one is wrong, `password_common`,
    `too_many_requests`.
    """
    if (answer := await ask.answered()) is not None:
        return answer  # a retry: the old password is not the present one any more
    kept = await ask.aside().read(OwnHash, sql.start_password_change)
    if not await credentials.passwords.matches(
        kept.password_hash, data.old_password, credentials.client_ip
    ):
        raise Refused("invalid_credentials")
    new_hash = await credentials.hash(data.new_password, *kept.words, field="newPassword")
    return await ask(sql.change_password, kept.password_hash, new_hash)


@post("/logout", status_code=204, responses=error_answers(401))
async def log_out(ask: Asking) -> None:
    """Log this device out; its tokens are refused from the next request on."""
    await ask.do(sql.log_out)


@post("/logout-all", status_code=204, responses=error_answers(401))
async def log_out_all(ask: Asking) -> None:
    """Log every device out, this one too."""
    await ask.do(sql.log_out_all)


@get("/me", responses=error_answers(401))
async def who_am_i(ask: Asking) -> Json[Me]:
    """The caller, their subscription with its limits, and their teams."""
    return await ask(sql.who_am_i)


@get("/sessions", responses=error_answers(401))
async def list_sessions(ask: Asking) -> Json[Devices]:
    """The devices that are logged in, the last used first."""
    return await ask(sql.list_sessions)


@delete("/sessions/{session_id:uuid}", responses=error_answers(401, 404))
async def end_session(ask: Asking, session_id: FromPath[UUID]) -> None:
    """Log one device out. Refused with `not_found` when it is none of the caller's."""
    await ask.raw(sql.end_session, session_id)


def _addressed(data: Verification | CodeWanted) -> tuple[str, str]:
    """The address a code goes to, and its purpose; e-mail where only that is given."""
    purpose = data.type
    if purpose is UNSET:
        by_mail = data.phone is UNSET and data.email is not UNSET
        purpose = "EMAIL_VERIFICATION" if by_mail else "PHONE_VERIFICATION"
    field, wanted = ("email", data.email) if purpose[0] == "E" else ("phone", data.phone)
    if wanted is UNSET:
        raise Invalid(explain(f"Object missing required field `{field}`"))
    return str(wanted), purpose


router = Router(
    "/api/auth",
    request_max_body_size=SMALL_BODY,
    tags=["auth"],
    dependencies={"credentials": Provide(open_credentials, sync_to_thread=False)},
    route_handlers=[
        register_user, login, rotate_session, verify_otp, resend_otp, forgot_password,
        reset_password,
        change_password, log_out, log_out_all, who_am_i, list_sessions, end_session,
    ],
)  # fmt: skip
