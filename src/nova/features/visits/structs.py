"""What a customer sees and says of an appointment by their link."""

from nova.shapes.fields import Moment, Time
from nova.shapes.structs import Input, Output
from nova.shapes.words import AppointmentStatus, CustomerResponse


class ResponseLink(Output, frozen=True):
    """Where the customer answers, good till the appointment begins."""

    link: str
    expires_at: Moment


class VisitBroker(Output, frozen=True):
    """Who comes, as everybody may know them."""

    name: str
    company_name: str | None
    fal_license: str | None


class Visit(Output, frozen=True):
    """An appointment as its customer sees it by their link."""

    broker: VisitBroker
    start_datetime: Moment
    end_datetime: Moment
    timezone: str
    location: str | None
    google_maps_url: str | None
    status: AppointmentStatus
    customer_response: CustomerResponse | None


class VisitAnswer(Input, frozen=True):
    """What the customer answers; with the time they were shown, one that was moved is refused."""

    answer: CustomerResponse
    start_datetime: Time | None = None
