"""Every error as one answer, in the caller's language."""

from collections.abc import Mapping
from typing import Any, cast

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from nova.errors.complaints import words_of
from nova.errors.refused import (
    ErrorBody,
    ErrorDetail,
    Invalid,
    Refused,
    camel,
    invalid,
    language,
    said,
)
from nova.errors.validation import Complaint, explain
from nova.http.callers import count_stranger

log = structlog.get_logger()


def answer_refused(request: Request[Any, Any, Any], refused: Refused) -> Response[ErrorBody]:
    """The error body of a refusal, in the caller's language."""
    speaks = language(request.headers.get("accept-language", ""))
    sentence = refused.said(speaks)
    body = ErrorBody(
        error=Refused("validation_failed").said(speaks)
        if isinstance(refused, Invalid)
        else sentence,
        code=refused.code,
        details=_details(refused, speaks),
        request_id=request.scope["state"].get("request_id", ""),
        params=refused.params,
        more=refused.more if isinstance(refused, Invalid) else 0,
    )
    headers = {"content-language": speaks}
    if refused.retry_after is not None:
        headers["retry-after"] = str(refused.retry_after)
    if refused.status == 401:  # noqa: PLR2004
        headers["www-authenticate"] = "Bearer"
    if refused.status == 412:  # noqa: PLR2004
        headers["etag"] = f'"{refused.params["version"]}"'  # as it is by now
    return Response(
        body, status_code=refused.status, headers=headers, media_type="application/json"
    )


def _details(refused: Refused, speaks: str) -> list[ErrorDetail]:
    """The fields that it is about, each with its own sentence."""
    if isinstance(refused, Invalid):
        return [
            ErrorDetail(each.field, each.code, said(each, speaks), each.params)
            for each in refused.complaints
        ]
    return [
        ErrorDetail(each.field, each.code, each.said(speaks), each.params)
        for each in (refused, *refused.others)
        if each.field
    ]


HTTP_CODES: Mapping[int, str] = {
    400: "validation_failed",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "media_type_unsupported",
}


def answer_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[ErrorBody]:
    """Litestar's own refusals (no route, a wrong parameter) in the same body."""
    extra = error.extra
    if error.status_code == 400 and isinstance(extra, list) and extra:  # noqa: PLR2004
        if extra[0].get("key") == "data":
            return answer_refused(request, Refused("body_missing"))
        return answer_refused(
            request, invalid("", (_of_parameter(request, each) for each in extra))
        )
    if error.status_code in {404, 405}:
        try:
            count_stranger(request)
        except Refused as refused:
            return answer_refused(request, refused)
    code = HTTP_CODES.get(error.status_code, "internal")
    answer = answer_refused(request, Refused(code, status=error.status_code))
    answer.headers |= error.headers or {}  # 405 says in Allow what the path does take
    return answer


def _of_parameter(request: Request[Any, Any, Any], wrong: Mapping[str, Any]) -> Complaint:
    """What Litestar says of one parameter, in our words."""
    name = str(wrong.get("key", ""))
    parameters = request.scope["route_handler"].parsed_fn_signature.parameters
    kind = parameters[name].raw if name in parameters else None
    message = str(wrong["message"]).replace(" | null`", "`")  # a query has no null
    return explain(message, camel(name), words_of(kind))


def answer_unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    """A fault of ours: logged whole, told in one sentence."""
    log.error("unforeseen", path=request.scope.get("path_template"), exc_info=error)
    return answer_refused(request, Refused("internal"))


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[ErrorBody]:
    """Whatever was raised, as its answer."""
    kinds = (kind for kind in type(error).__mro__ if kind in HANDLERS)
    return cast(Response[ErrorBody], HANDLERS[next(kinds)](request, error))


HANDLERS: dict[int | type[Exception], Any] = {
    Refused: answer_refused,
    HTTPException: answer_http,
    Exception: answer_unforeseen,
}
