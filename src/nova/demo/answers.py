"""What the demo's people answered to their matches, said by the rules themselves.

So the places, the audit, the events, the figures and the notifications are those of real answers.
"""

import psycopg

ANSWERS = (
    ("sara@demo.nova", ("accept", "reject", "view"), "السعر أعلى من ميزانية العميل"),
    ("fahad@demo.nova", ("accept", "reject", "view"), "Too far from the school run"),
    ("noura@demo.nova", ("view",), ""),
    ("khalid@demo.nova", ("accept", "reject"), "عمر العقار لا يناسب العميل"),
)
"""Who answers, what they do with their first matches, one after the other, and why they reject."""

BE = """
select set_config('nova.user_id', %(id)s, true), set_config('nova.caller', %(caller)s, true),
    set_config('nova.request_id', %(request)s, true)
"""
FIRST = """
select u.id::text, u.id || ' ' || u.role, array_agg(best.id order by best.place)
from nova.users u
cross join lateral (
    select m.id, row_number() over (
        order by (p.email in ('sara@demo.nova', 'fahad@demo.nova')) desc,
            m.points desc, o.created_at desc) as place
    from nova.smart_matches m
    join nova.offers o on o.id = m.offer_id
    join nova.users p on p.id = o.user_id
    where m.broker_id = u.id and m.status = 'PENDING' and o.accepted_count < o.max_brokers
        and not exists (
            select from nova.smart_matches better
            where better.broker_id = u.id and better.offer_id = m.offer_id
                and (better.points, better.id) > (m.points, m.id))
) as best
where u.email = %(email)s
group by u.id
"""
"""The caller's matches, each offer once: those of the other two people of the story first."""
SAY = {
    "accept": "select nova.accept_match(%(match)s)",
    "reject": "select nova.reject_match(%(match)s, %(reason)s)",
    "view": "select nova.view_match(%(match)s)",
}


def answer(connection: psycopg.Connection) -> None:
    """Let each person answer; who has fewer matches answers fewer."""
    for email, deeds, reason in ANSWERS:
        row = connection.execute(FIRST, {"email": email}).fetchone()
        if row is None:
            continue
        user_id, caller, matches = row
        connection.execute(BE, {"id": user_id, "caller": caller, "request": "demo"})
        for deed, match in zip(deeds, matches, strict=False):
            connection.execute(SAY[deed], {"match": match, "reason": reason})
    connection.execute(BE, {"id": "", "caller": "", "request": ""})
