"""Every refusal by its key: the status, and a sentence in English and Arabic.

SQL raises a key with its own English detail (`raise ... errcode = 'PT409', message = 'offer_full'`)
and needs no line of Python to work; a test demands that each key stands here, so that it has an
Arabic sentence, and in the README's error table.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Sentence(NamedTuple):
    """What a refusal says when nothing more exact is known."""

    status: int
    en: str
    ar: str


REFUSALS: Mapping[str, Sentence] = {
    # The request as such
    "body_malformed": Sentence(400, "The body is not valid JSON.", "محتوى الطلب ليس JSON صالحًا."),
    "validation_failed": Sentence(
        400, "A value is missing or wrong.", "هناك قيمة ناقصة أو غير صحيحة."
    ),
    "text_unusable": Sentence(
        400, "A text holds a character that cannot be stored.", "يحتوي النص على رمز لا يمكن حفظه."
    ),
    "cursor_invalid": Sentence(
        400,
        "This cursor is not one of ours: leave it out to start from the newest.",
        "مؤشر الصفحة غير صالح: احذفه للبدء من الأحدث.",
    ),
    "not_found": Sentence(404, "There is no such thing.", "العنصر المطلوب غير موجود."),
    "method_not_allowed": Sentence(
        405, "This path does not take this method.", "الطريقة غير مسموح بها هنا."
    ),
    "precondition_failed": Sentence(
        412,
        "This was changed meanwhile: fetch it again.",
        "تغيّر هذا العنصر في هذه الأثناء: اجلبه من جديد.",
    ),
    "body_too_large": Sentence(413, "The body is too large.", "حجم المحتوى كبير جدًا."),
    "media_type_unsupported": Sentence(
        415, "Send application/json.", "أرسل المحتوى بصيغة application/json."
    ),
    # Who is calling
    "unauthorized": Sentence(401, "Log in first.", "سجّل الدخول أولاً."),
    "token_invalid": Sentence(401, "The access token is not valid.", "رمز الدخول غير صالح."),
    "token_expired": Sentence(401, "The access token has expired.", "انتهت صلاحية رمز الدخول."),
    "session_revoked": Sentence(
        401, "This session has ended: log in again.", "انتهت هذه الجلسة: سجّل الدخول من جديد."
    ),
    "invalid_credentials": Sentence(
        401, "The e-mail, phone or password is wrong.", "البريد أو الجوال أو كلمة المرور غير صحيحة."
    ),
    "refresh_invalid": Sentence(
        401,
        "This refresh token is not valid any more: log in again.",
        "رمز التجديد لم يعد صالحًا: سجّل الدخول من جديد.",
    ),
    "refresh_reused": Sentence(
        401,
        "This refresh token was used before: the device is logged out, log in again.",
        "استُخدم رمز التجديد من قبل: أُخرج الجهاز، سجّل الدخول من جديد.",
    ),
    "account_suspended": Sentence(403, "This account is suspended.", "هذا الحساب موقوف."),
    "forbidden": Sentence(403, "You may not do this.", "لا تملك صلاحية هذا الإجراء."),
    "phone_unverified": Sentence(403, "Verify your phone first.", "وثّق رقم جوالك أولاً."),
    "fal_license_required": Sentence(
        403,
        "Brokerage needs a FAL licence that has not expired: enter yours.",
        "الوساطة تتطلب رخصة فال سارية: أدخلها في ملفك.",
    ),
    "subscription_required": Sentence(
        403, "The subscription has ended: renew it to go on.", "انتهى الاشتراك: جدّده للمتابعة."
    ),
    "too_many_requests": Sentence(
        429,
        "Too many tries: wait before the next one.",
        "محاولات كثيرة: انتظر قبل المحاولة التالية.",
    ),
    # Identity
    "account_exists": Sentence(
        409,
        "This e-mail or phone already has an account: log in, or reset the password.",
        "لهذا البريد أو الجوال حساب بالفعل: سجّل الدخول أو استعد كلمة المرور.",
    ),
    "role_refused": Sentence(
        422,
        "One registers as BROKER or COMPANY; an administrator gives other roles.",
        "يكون التسجيل وسيطًا أو شركة؛ بقية الأدوار يمنحها المدير.",
    ),
    "phone_invalid": Sentence(
        422, "Give a phone number, such as 0501234567.", "أدخل رقم هاتف صحيحًا، مثل 0501234567."
    ),
    "otp_invalid": Sentence(
        400, "The code is wrong or has expired.", "رمز التحقق غير صحيح أو انتهت صلاحيته."
    ),
    # Values
    "value_refused": Sentence(422, "This value is not allowed.", "هذه القيمة غير مسموح بها."),
    "reference_unknown": Sentence(
        422, "What this id names does not exist.", "المعرّف يشير إلى عنصر غير موجود."
    ),
    "duplicate": Sentence(409, "This exists already.", "هذا موجود بالفعل."),
    "range_reversed": Sentence(
        422, "The lower end is above the upper end.", "الحد الأدنى أكبر من الحد الأعلى."
    ),
    "fal_expiry_required": Sentence(
        422, "Give falExpiry together with falLicense.", "أدخل تاريخ انتهاء رخصة فال مع رقمها."
    ),
    "ad_license_dates_wrong": Sentence(
        422,
        "An advertising licence needs an expiry date after its issue date.",
        "ترخيص الإعلان يحتاج تاريخ انتهاء بعد تاريخ الإصدار.",
    ),
    "customer_phone_taken": Sentence(
        409, "A customer with this phone exists already.", "يوجد عميل بهذا الرقم بالفعل."
    ),
    "deed_taken": Sentence(
        409, "A property with this deed number exists already.", "يوجد عقار برقم الصك هذا بالفعل."
    ),
    "assignee_unknown": Sentence(
        422,
        "The assignee must be an active member of this team who may work in it.",
        "يجب أن يكون المسند إليه عضوًا نشطًا في هذا الفريق وله أن يعمل فيه.",
    ),
    "customer_unknown": Sentence(
        422,
        "There is no such customer of yours, or of this team.",
        "لا يوجد عميل كهذا لديك أو لدى فريقك.",
    ),
    # Market
    "property_unknown": Sentence(
        422,
        "There is no such property of yours, or of your team.",
        "لا يوجد عقار كهذا لديك أو لدى فريقك.",
    ),
    "property_not_publishable": Sentence(
        409, "A property in this state cannot be published.", "لا يمكن نشر عقار بهذه الحالة."
    ),
    "property_not_published": Sentence(
        409, "Only a published property can be offered.", "لا يُعرض إلا عقار منشور."
    ),
    "ad_license_required": Sentence(
        409,
        "Publishing needs an advertising licence that has not expired.",
        "النشر يتطلب ترخيص إعلان ساريًا.",
    ),
    "offer_exists": Sentence(
        409, "This property has an open offer already.", "لهذا العقار عرض مفتوح بالفعل."
    ),
    "expiry_past": Sentence(
        422, "The expiry must lie in the future.", "يجب أن يكون تاريخ الانتهاء في المستقبل."
    ),
    "expiry_after_license": Sentence(
        422,
        "The offer may not outlive the advertising licence.",
        "لا يجوز أن يتجاوز العرض مدة ترخيص الإعلان.",
    ),
    "places_taken": Sentence(
        422, "More brokers have accepted than that.", "عدد الوسطاء الذين قبلوا أكبر من ذلك."
    ),
    "state_refused": Sentence(
        409, "Its present state does not allow this.", "الحالة الحالية لا تسمح بذلك."
    ),
    "match_closed": Sentence(409, "This match is already decided.", "حُسمت هذه الفرصة من قبل."),
    "offer_full": Sentence(409, "All places on this offer are taken.", "اكتملت أماكن هذا العرض."),
    "offer_taken_already": Sentence(
        409,
        "You have a place on this offer already, by another request.",
        "لديك مكان في هذا العرض من قبل، بطلب آخر.",
    ),
    "offer_closed": Sentence(409, "This offer is not open any more.", "لم يعد هذا العرض مفتوحًا."),
    "request_closed": Sentence(
        409, "This request is not open any more.", "لم يعد هذا الطلب مفتوحًا."
    ),
    # Teams, people and retries
    "retry_key_reused": Sentence(
        409,
        "This Idempotency-Key was used for another request.",
        "استُخدم مفتاح Idempotency-Key هذا لطلب آخر.",
    ),
    "plan_limit_reached": Sentence(
        403, "Your plan has no room for one more.", "لا تتسع باقتك للمزيد."
    ),
    "manager_unknown": Sentence(
        422,
        "An administrator names the manager; everybody else manages their own team.",
        "يحدد مدير النظام مدير الفريق، وغيره يدير فريقه بنفسه.",
    ),
    "permission_above_own": Sentence(
        403, "Nobody gives more than they have.", "لا يمنح أحد أكثر مما يملك."
    ),
    "permission_unknown": Sentence(
        422,
        "There is no such permission or reach: see /api/permissions.",
        "لا توجد صلاحية أو مدى كهذا: راجع /api/permissions.",
    ),
    "observer_never_writes": Sentence(
        422,
        "An observer only reads: change the role instead.",
        "المراقب يقرأ فقط: غيّر دوره بدلاً من ذلك.",
    ),
    "manager_holds_all": Sentence(
        422,
        "A manager may do everything in the team: change the role instead.",
        "للمدير كل الصلاحيات في الفريق: غيّر دوره بدلاً من ذلك.",
    ),
    "last_manager": Sentence(
        409,
        "A team needs a manager: make somebody else one first.",
        "الفريق يحتاج مديرًا: عيّن مديرًا آخر أولاً.",
    ),
    "member_exists": Sentence(
        409, "This person is a member of the team already.", "هذا الشخص عضو في الفريق بالفعل."
    ),
    "invitation_exists": Sentence(
        409, "This person has an open invitation already.", "لهذا الشخص دعوة مفتوحة بالفعل."
    ),
    "invitation_closed": Sentence(
        409, "This invitation is not open any more.", "لم تعد هذه الدعوة مفتوحة."
    ),
    "invitation_not_yours": Sentence(
        403,
        "This invitation was sent to another phone or e-mail.",
        "أُرسلت هذه الدعوة إلى جوال أو بريد آخر.",
    ),
    "email_unverified": Sentence(403, "Verify your e-mail first.", "وثّق بريدك الإلكتروني أولاً."),
    "address_required": Sentence(
        422, "Give either a phone or an e-mail.", "أدخل جوالاً أو بريدًا إلكترونيًا، أحدهما فقط."
    ),
    "own_account": Sentence(
        403, "Nobody does this to their own account.", "لا يمكنك تنفيذ هذا على حسابك."
    ),
    "works_in_team": Sentence(
        409,
        "The back office works in no team: take them out of theirs first.",
        "فريق إدارة المنصة لا يعمل ضمن الفرق: أخرج الشخص من فرقه أولاً.",
    ),
    "last_admin": Sentence(
        409,
        "The platform needs an administrator: make somebody else one first.",
        "المنصة تحتاج مدير نظام: عيّن مدير نظام آخر أولاً.",
    ),
    "customer_busy": Sentence(
        409,
        "This customer has an open request or appointment: close it first.",
        "لهذا العميل طلب أو موعد مفتوح: أغلقه أولاً.",
    ),
    "appointment_unknown": Sentence(
        422,
        "There is no such appointment of yours, or of your team.",
        "لا يوجد موعد كهذا لديك أو لدى فريقك.",
    ),
    "place_incomplete": Sentence(
        422,
        "Give lat, lng and radius together, or south, west, north and east.",
        "أدخل lat وlng وradius معًا، أو south وwest وnorth وeast معًا.",
    ),
    # Matching
    "match_not_accepted": Sentence(
        409, "Only an accepted match can be withdrawn.", "لا يمكن التراجع إلا عن فرصة مقبولة."
    ),
    "offer_does_not_fit": Sentence(
        409,
        "This offer is not open, or does not fit this request.",
        "هذا العرض غير مفتوح، أو لا يناسب هذا الطلب.",
    ),
    "offer_accepted": Sentence(
        409,
        "Brokers have accepted this offer: complete it instead.",
        "قبل وسطاء هذا العرض: أكمله بدلاً من حذفه.",
    ),
    "request_accepted": Sentence(
        409,
        "This request has an accepted match: withdraw it, or fulfill the request.",
        "لهذا الطلب فرصة مقبولة: تراجع عنها، أو سجّل الطلب منجزًا.",
    ),
    "exact_not_in_plan": Sentence(
        403,
        "Your plan keeps the best matches of each request: take BOUNDED.",
        "باقتك تحفظ أفضل الفرص لكل طلب: اختر BOUNDED.",
    ),
    "region_unknown": Sentence(
        422, "There is no such region of Saudi Arabia.", "لا توجد منطقة كهذه في المملكة."
    ),
    # The service
    "internal": Sentence(500, "Something went wrong on our side.", "حدث خطأ من جانبنا."),
    "unavailable": Sentence(
        503,
        "The service is not available right now: try again.",
        "الخدمة غير متاحة الآن: أعد المحاولة.",
    ),
    "busy": Sentence(503, "The service is busy: try again.", "الخدمة مشغولة: أعد المحاولة."),
    "too_slow": Sentence(
        503, "This took too long and was stopped.", "استغرق الطلب وقتًا طويلاً فأُوقف."
    ),
}
