"""The words that a state or a kind may have, as `GET /api/meta/enums` names them in Arabic and
English; tests/whole/test_copies.py holds them equal to the database's."""

from typing import Literal

UserRole = Literal["BROKER", "TEAM_MEMBER", "MANAGER", "COMPANY", "OWNER", "ADMIN"]
UserStatus = Literal["ACTIVE", "SUSPENDED", "DELETED"]
PlanLimit = Literal[
    "maxCustomers", "maxProperties", "maxActiveOffers", "maxActiveRequests",
    "maxAcceptedMatchesPerMonth", "maxTeams", "maxTeamMembers", "maxStorageMb",
    "smsPerMonth",
]  # fmt: skip
PlanFeature = Literal[
    "basic", "smart_matches", "exports", "teams", "api_keys", "webhooks", "assignment_rules",
    "audit_log", "exact_matches",
]  # fmt: skip
SubscriptionStatus = Literal["TRIAL", "ACTIVE", "CANCELLED", "EXPIRED"]
BillingCycle = Literal["MONTHLY", "YEARLY"]
ChangeEffect = Literal["NOW", "PERIOD_END"]
InvoiceStatus = Literal["PAID", "PENDING", "FAILED", "REFUNDED", "CANCELLED", "ISSUED"]
InvoiceKind = Literal["INVOICE", "CREDIT_NOTE"]
InvoicePurpose = Literal["SUBSCRIBE", "RENEW", "CHANGE", "REFUND"]
ZatcaStatus = Literal["NOT_REQUIRED", "PENDING", "CLEARED", "REPORTED", "REJECTED"]
CardBrand = Literal["MADA", "VISA", "MASTERCARD", "AMEX", "OTHER"]
PaymentStatus = Literal["PENDING", "PAID", "FAILED"]
RefundStatus = Literal["PENDING", "DONE", "FAILED"]
PaymentProblem = Literal[
    "AMOUNT_DIFFERS", "CURRENCY_DIFFERS", "INVOICE_CLOSED", "PAID_TWICE", "UNKNOWN_TO_PROVIDER",
    "REFUND_DIFFERS", "STATE_DIFFERS",
]  # fmt: skip
TeamRole = Literal["MANAGER", "BROKER", "OBSERVER"]
TeamMemberStatus = Literal["ACTIVE", "INACTIVE"]
InvitationStatus = Literal["PENDING", "ACCEPTED", "DECLINED", "REVOKED", "EXPIRED"]
PermissionReach = Literal["WHOLE", "HELD", "NONE"]
CustomerStatus = Literal["ACTIVE", "INACTIVE", "ARCHIVED"]
ActivityType = Literal["CALL", "VISIT", "MEETING", "MESSAGE", "EMAIL", "NOTE", "ASSIGNED"]
PropertyStatus = Literal["DRAFT", "ACTIVE", "SOLD", "RENTED", "ARCHIVED"]
ListingType = Literal["SALE", "RENT"]
AdLicenseStatus = Literal["NONE", "ENTERED", "VALID", "INVALID", "EXPIRED", "CANCELLED"]
AdvertiserCapacity = Literal[
    "INDIVIDUAL_BROKER", "INDIVIDUAL_OWNER", "OWNER_AGENT", "FIRM_BROKER", "FIRM_OWNER"
]
OfferStatus = Literal["ACTIVE", "PAUSED", "COMPLETED", "EXPIRED"]
RequestType = Literal["BUY", "RENT"]
RequestStatus = Literal["ACTIVE", "FULFILLED", "CANCELED", "ARCHIVED"]
MatchStatus = Literal["PENDING", "VIEWED", "ACCEPTED", "REJECTED", "EXPIRED"]
MatchMode = Literal["BOUNDED", "EXACT"]
NotificationType = Literal["APPOINTMENT", "SMART_MATCH", "TASK", "CUSTOMER", "SYSTEM"]
MessageChannel = Literal["EMAIL", "SMS", "WHATSAPP", "PUSH"]
ConsentChannel = Literal["SMS", "EMAIL", "WHATSAPP"]
ConsentSource = Literal["RECORDED", "UNSUBSCRIBED"]
MessageStatus = Literal["PENDING", "SENDING", "SENT", "DELIVERED", "FAILED", "CANCELLED"]
NotificationChannel = Literal["IN_APP", "EMAIL", "SMS", "WHATSAPP", "PUSH"]
NotificationPriority = Literal["URGENT", "NORMAL", "LOW"]
Algorithm = Literal["1.0", "2.0"]
TaskStatus = Literal["TODO", "IN_PROGRESS", "REVIEW", "DONE", "CANCELLED"]
TaskPriority = Literal["HIGH", "MEDIUM", "LOW"]
TaskSort = Literal["NEWEST", "DUE", "PRIORITY"]
Mine = Literal["ASSIGNED", "CREATED"]
BulkAction = Literal["STATUS", "ASSIGN", "DELETE"]
TasksAs = Literal["TODO", "EVENT", "NONE"]
SeriesScope = Literal["THIS", "FOLLOWING", "ALL"]
OnConflict = Literal["REFUSE", "SKIP"]
CustomerResponse = Literal["CONFIRMED", "DECLINED"]
AppointmentStatus = Literal["SCHEDULED", "CONFIRMED", "CANCELLED", "COMPLETED", "NO_SHOW"]
