"""Every refusal by its key: the status, and a sentence in English and Arabic.

SQL raises a key with its own English detail (`raise ... errcode = 'PT409', message = 'offer_full'`)
and needs no line of Python to work; a test demands that each key stands here, so that it has an
Arabic sentence, and in the README's error table.
"""

from collections.abc import Mapping

from nova.errors.rules import RULES
from nova.errors.sentence import Sentence

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
    "too_many_at_once": Sentence(
        429,
        "Too many requests of yours are waiting: let them end first.",
        "لديك طلبات كثيرة قيد الانتظار: دعها تنتهي أولاً.",
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
        422,
        "Give a phone number, such as 0501234567; a foreign one with + and its country code, such"
        " as +971501234567.",
        "أدخل رقم هاتف صحيحًا، مثل 0501234567، أو رقمًا أجنبيًا بعلامة + ورمز بلده،"
        " مثل +971501234567.",
    ),
    "password_common": Sentence(
        422,
        "This password is among the first that are guessed: take a longer one of your own.",
        "كلمة المرور هذه من أول ما يُخمَّن: اختر كلمة أطول خاصة بك.",
    ),
    "otp_invalid": Sentence(
        400, "The code is wrong or has expired.", "رمز التحقق غير صحيح أو انتهت صلاحيته."
    ),
    # Values
    "value_refused": Sentence(422, "This value is not allowed.", "هذه القيمة غير مسموح بها."),
    "value_too_large": Sentence(
        422, "This is larger than is taken here.", "هذا أكبر من الحجم المسموح به هنا."
    ),
    "reference_unknown": Sentence(
        422, "What this id names does not exist.", "المعرّف يشير إلى عنصر غير موجود."
    ),
    "duplicate": Sentence(409, "This exists already.", "هذا موجود بالفعل."),
    "reason_too_short": Sentence(
        422, "Give a reason of at least 10 characters.", "اذكر سببًا لا يقل عن 10 أحرف."
    ),
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
    # The live feed
    "message_malformed": Sentence(
        400, "This message is none of nova.v1.", "هذه الرسالة ليست من رسائل nova.v1."
    ),
    "too_many_messages": Sentence(
        429, "At most 20 messages a second.", "الحد الأقصى 20 رسالة في الثانية."
    ),
    "origin_forbidden": Sentence(
        403, "Pages from there may not listen here.", "لا يُسمح للصفحات من هذا الموقع بالاستماع هنا."
    ),
    "ticket_invalid": Sentence(
        401,
        "This ticket was used, or is too old: ask for another.",
        "استُخدمت هذه التذكرة أو انتهت مدتها: اطلب تذكرة أخرى.",
    ),
    "too_many_streams": Sentence(
        429,
        "At most ten streams of one person at a time.",
        "الحد الأقصى عشرة اتصالات للشخص الواحد.",
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
} | RULES
