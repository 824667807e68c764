"""What every request passes before its body is read, in this order."""

from nova.http.callers import know_caller
from nova.http.strict_query import refuse_unknown

GUARDS = [know_caller, refuse_unknown]
