"""A problem the operator can mend: one clear sentence, no traceback, a non-zero exit."""


class Problem(Exception):
    """What is wrong and how to mend it, in one sentence."""
