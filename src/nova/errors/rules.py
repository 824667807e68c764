"""Refusals of the business: what a rule of the market, a team or a match has to say."""

from nova.errors.sentence import Sentence

RULES: dict[str, Sentence] = {
    # Market
    "property_unknown": Sentence(
        422,
        "There is no such property of yours, or of your team.",
        "لا يوجد عقار كهذا لديك أو لدى فريقك.",
    ),
    "request_too_broad": Sentence(
        422,
        "Too many cities, districts and types together: file a request for each part.",
        "عدد المدن والأحياء والأنواع معًا كبير جدًا: سجّل طلبًا لكل جزء.",
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
}
