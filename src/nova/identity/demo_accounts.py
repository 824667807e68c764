"""Who one may be in the demo data, and what opens the door."""

PASSWORD = "Nova1234!"  # noqa: S105  (told to the developer on purpose)
ACCOUNTS = (
    ("sara@demo.nova", "0500000001", "broker in Riyadh, lists and offers"),
    ("fahad@demo.nova", "0500000002", "broker in Riyadh, files requests"),
    ("noura@demo.nova", "0500000003", "manager of a team in Jeddah"),
    ("khalid@demo.nova", "0500000004", "broker of that team"),
    ("reem@demo.nova", "0500000005", "observer of that team"),
    ("dar@demo.nova", "0500000006", "company that owns that team"),
    ("admin@demo.nova", "0500000007", "administrator of the platform"),
)
"""E-mail, phone, and what they do."""
