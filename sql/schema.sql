-- The tables as they are today: every migration applied, written by `make generated`, run by nobody.
-- Functions, views, policies, triggers and grants stand in the folders beside this file.

CREATE DOMAIN nova.phone AS text
	CONSTRAINT phone_check CHECK ((VALUE ~ '^(\+[1-9]\d{6,14}|9200\d{5}|800\d{7})$'::text));

COMMENT ON DOMAIN nova.phone IS 'A phone in E.164, or a Saudi company number';

CREATE TABLE nova.users (
    id uuid DEFAULT uuidv7() NOT NULL,
    email text NOT NULL,
    phone nova.phone NOT NULL,
    name text NOT NULL,
    role text DEFAULT 'BROKER'::text NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    email_verified boolean DEFAULT false NOT NULL,
    phone_verified boolean DEFAULT false NOT NULL,
    company_name text,
    fal_license text,
    fal_expiry date,
    commercial_registration text,
    commercial_expiry date,
    commercial_confirmed_at date,
    id_number text,
    date_of_birth date,
    city text,
    district text,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    notification_settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_login timestamp with time zone,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    suspended_reason text,
    search_text text GENERATED ALWAYS AS (((((((((nova.normalize_text(name) || ' '::text) || nova.name_key(name)) || ' '::text) || (phone)::text) || ' 0'::text) || substr((phone)::text, 5)) || ' '::text) || email)) STORED NOT NULL,
    mawthuq_number text,
    CONSTRAINT users_city_check CHECK ((length(city) <= 100)),
    CONSTRAINT users_commercial_registration_check CHECK ((commercial_registration ~ '^\d{10}$'::text)),
    CONSTRAINT users_company_name_check CHECK ((length(company_name) <= 200)),
    CONSTRAINT users_company_name_check1 CHECK ((company_name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text)),
    CONSTRAINT users_district_check CHECK ((length(district) <= 100)),
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (email !~ '\s'::text) AND (length(email) <= 254))),
    CONSTRAINT users_fal_expiry_required CHECK (((fal_license IS NULL) OR (fal_expiry IS NOT NULL))),
    CONSTRAINT users_fal_license_check CHECK ((fal_license ~ '^\d{10}$'::text)),
    CONSTRAINT users_id_number_check CHECK (nova.is_saudi_id(id_number)),
    CONSTRAINT users_mawthuq_number_check CHECK (((length(mawthuq_number) >= 1) AND (length(mawthuq_number) <= 30))),
    CONSTRAINT users_name_check CHECK (((name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name) <= 200))),
    CONSTRAINT users_notification_settings_bounded CHECK ((length((notification_settings)::text) <= 32768)),
    CONSTRAINT users_preferences_bounded CHECK ((length((preferences)::text) <= 32768)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['BROKER'::text, 'TEAM_MEMBER'::text, 'MANAGER'::text, 'COMPANY'::text, 'OWNER'::text, 'ADMIN'::text]))),
    CONSTRAINT users_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text, 'DELETED'::text]))),
    CONSTRAINT users_suspended_reason_check CHECK ((length(suspended_reason) <= 500)),
    CONSTRAINT users_timezone_known CHECK (nova.is_zone((preferences ->> 'timezone'::text)))
);

COMMENT ON TABLE nova.users IS 'Everyone who logs in: brokers, companies, back office';

COMMENT ON COLUMN nova.users.id IS 'Its id';

COMMENT ON COLUMN nova.users.email IS 'E-mail in lower case; a match partner sees it once accepted';

COMMENT ON COLUMN nova.users.phone IS 'Phone in E.164; a match partner sees it once accepted';

COMMENT ON COLUMN nova.users.name IS 'Full name, as the person writes it';

COMMENT ON COLUMN nova.users.role IS 'What they are on the platform; their role in a team is another';

COMMENT ON COLUMN nova.users.status IS 'Whether the account may be used';

COMMENT ON COLUMN nova.users.email_verified IS 'Whether the e-mail was proved by a code';

COMMENT ON COLUMN nova.users.phone_verified IS 'Whether the phone was proved by a code; trading and requests need it';

COMMENT ON COLUMN nova.users.company_name IS 'Name of their firm; match partners see it';

COMMENT ON COLUMN nova.users.fal_license IS 'REGA FAL licence number, ten digits: the right to practise';

COMMENT ON COLUMN nova.users.fal_expiry IS 'Last day the FAL licence is valid, by Riyadh''s calendar';

COMMENT ON COLUMN nova.users.commercial_registration IS 'Commercial registration number, ten digits';

COMMENT ON COLUMN nova.users.commercial_expiry IS 'Legacy: registers have had no expiry date since April 2025';

COMMENT ON COLUMN nova.users.commercial_confirmed_at IS 'Day the commercial registration was last confirmed';

COMMENT ON COLUMN nova.users.id_number IS 'National id or iqama; shown to the person alone';

COMMENT ON COLUMN nova.users.date_of_birth IS 'Day of birth; shown to the person alone';

COMMENT ON COLUMN nova.users.city IS 'Their city, in free words';

COMMENT ON COLUMN nova.users.district IS 'Their district, in free words';

COMMENT ON COLUMN nova.users.preferences IS 'The client''s own settings; a PATCH is merged into them';

COMMENT ON COLUMN nova.users.notification_settings IS 'How they want to be told, a free object; a PATCH is merged';

COMMENT ON COLUMN nova.users.created_at IS 'When it was made';

COMMENT ON COLUMN nova.users.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.users.last_login IS 'When they last logged in by password; null: not since registering';

COMMENT ON COLUMN nova.users.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.users.version IS 'Counts changes; answered as the ETag';

COMMENT ON COLUMN nova.users.suspended_reason IS 'Why an administrator suspended the account';

COMMENT ON COLUMN nova.users.search_text IS 'Name, joined name, phone in both forms and e-mail, folded';

COMMENT ON COLUMN nova.users.mawthuq_number IS 'Media licence of somebody who advertises on their own accounts';

CREATE TABLE nova.customer_activities (
    id uuid DEFAULT uuidv7() NOT NULL,
    customer_id uuid NOT NULL,
    user_id uuid DEFAULT nova.current_user_id(),
    type text NOT NULL,
    description text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_activities_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT customer_activities_metadata_bounded CHECK ((pg_column_size(metadata) <= 16384)),
    CONSTRAINT customer_activities_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT customer_activities_type_check CHECK ((type = ANY (ARRAY['CALL'::text, 'VISIT'::text, 'MEETING'::text, 'MESSAGE'::text, 'EMAIL'::text, 'NOTE'::text, 'ASSIGNED'::text])))
);

COMMENT ON TABLE nova.customer_activities IS 'The log of a customer: calls, visits, messages, notes';

COMMENT ON COLUMN nova.customer_activities.id IS 'Its id';

COMMENT ON COLUMN nova.customer_activities.customer_id IS 'The customer it is about';

COMMENT ON COLUMN nova.customer_activities.user_id IS 'Who did it; null for the system';

COMMENT ON COLUMN nova.customer_activities.type IS 'What happened; Nova itself logs an assignment';

COMMENT ON COLUMN nova.customer_activities.description IS 'What was said or done, in free words';

COMMENT ON COLUMN nova.customer_activities.metadata IS 'Further facts, a free object; of an assignment: assignedTo';

COMMENT ON COLUMN nova.customer_activities.created_at IS 'When it was logged';

CREATE TABLE nova.appointments (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    team_id uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    customer_id uuid,
    property_id uuid,
    title text NOT NULL,
    description text,
    type text NOT NULL,
    start_datetime timestamp with time zone NOT NULL,
    end_datetime timestamp with time zone NOT NULL,
    duration integer GENERATED ALWAYS AS (((EXTRACT(epoch FROM (end_datetime - start_datetime)) / (60)::numeric))::integer) STORED,
    during tstzrange GENERATED ALWAYS AS (tstzrange(start_datetime, end_datetime)) STORED,
    timezone text DEFAULT 'Asia/Riyadh'::text NOT NULL,
    location text,
    google_maps_url text,
    is_virtual boolean DEFAULT false NOT NULL,
    meeting_url text,
    status text DEFAULT 'SCHEDULED'::text NOT NULL,
    cancelled_reason text,
    reminders jsonb DEFAULT '[]'::jsonb NOT NULL,
    recurrence_rule jsonb,
    parent_appointment_id uuid,
    series_id uuid,
    ics_sequence integer DEFAULT 0 NOT NULL,
    notes text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    outcome text,
    earlier_times jsonb DEFAULT '[]'::jsonb NOT NULL,
    response_hash bytea,
    customer_response text,
    responded_at timestamp with time zone,
    recurrence_id timestamp with time zone,
    is_detached boolean DEFAULT false NOT NULL,
    CONSTRAINT appointments_cancelled_reason_check CHECK ((length(cancelled_reason) <= 500)),
    CONSTRAINT appointments_customer_response_check CHECK ((customer_response = ANY (ARRAY['CONFIRMED'::text, 'DECLINED'::text]))),
    CONSTRAINT appointments_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT appointments_earlier_times_check CHECK (((jsonb_typeof(earlier_times) = 'array'::text) AND (jsonb_array_length(earlier_times) <= 50))),
    CONSTRAINT appointments_google_maps_url_check CHECK ((length(google_maps_url) <= 2000)),
    CONSTRAINT appointments_ics_sequence_check CHECK ((ics_sequence >= 0)),
    CONSTRAINT appointments_location_check CHECK ((length(location) <= 500)),
    CONSTRAINT appointments_meeting_url CHECK (((NOT is_virtual) OR (meeting_url IS NOT NULL))),
    CONSTRAINT appointments_meeting_url_check CHECK ((length(meeting_url) <= 2000)),
    CONSTRAINT appointments_notes_check CHECK ((length(notes) <= 10000)),
    CONSTRAINT appointments_outcome_check CHECK ((length(outcome) <= 2000)),
    CONSTRAINT appointments_period CHECK (((end_datetime > start_datetime) AND (end_datetime <= (start_datetime + '24:00:00'::interval)))),
    CONSTRAINT appointments_reason_given CHECK (((status <> ALL (ARRAY['CANCELLED'::text, 'NO_SHOW'::text])) OR (cancelled_reason IS NOT NULL))),
    CONSTRAINT appointments_recurrence_rule_check CHECK ((length((recurrence_rule)::text) <= 2000)),
    CONSTRAINT appointments_reminders_check CHECK (((jsonb_typeof(reminders) = 'array'::text) AND (jsonb_array_length(reminders) <= 5))),
    CONSTRAINT appointments_response_dated CHECK (((customer_response IS NULL) = (responded_at IS NULL))),
    CONSTRAINT appointments_response_hash_check CHECK ((octet_length(response_hash) = 32)),
    CONSTRAINT appointments_series_place CHECK (((series_id IS NULL) = (recurrence_id IS NULL))),
    CONSTRAINT appointments_status_check CHECK ((status = ANY (ARRAY['SCHEDULED'::text, 'CONFIRMED'::text, 'CANCELLED'::text, 'COMPLETED'::text, 'NO_SHOW'::text]))),
    CONSTRAINT appointments_timezone_check CHECK ((length(timezone) <= 50)),
    CONSTRAINT appointments_timezone_known CHECK (nova.is_zone(timezone)),
    CONSTRAINT appointments_title_check CHECK (((title ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(title) <= 200))),
    CONSTRAINT appointments_type_check CHECK (((type ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(type) <= 100)))
);

COMMENT ON TABLE nova.appointments IS 'A broker''s visits and meetings; two of one person never overlap while they stand';

COMMENT ON COLUMN nova.appointments.id IS 'Its id';

COMMENT ON COLUMN nova.appointments.user_id IS 'Whose calendar it is in';

COMMENT ON COLUMN nova.appointments.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.appointments.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.appointments.customer_id IS 'The customer it is with; null: none named';

COMMENT ON COLUMN nova.appointments.property_id IS 'The property it is about; null: none named';

COMMENT ON COLUMN nova.appointments.title IS 'What it is, in short';

COMMENT ON COLUMN nova.appointments.description IS 'What it is about, in free words';

COMMENT ON COLUMN nova.appointments.type IS 'Kind of appointment, in free words';

COMMENT ON COLUMN nova.appointments.start_datetime IS 'When it begins';

COMMENT ON COLUMN nova.appointments.end_datetime IS 'When it ends, at most 24 hours after it begins';

COMMENT ON COLUMN nova.appointments.duration IS 'Minutes, worked out';

COMMENT ON COLUMN nova.appointments.during IS 'From start to end, worked out; two that stand may not overlap';

COMMENT ON COLUMN nova.appointments.timezone IS 'Name of the time zone it was planned in';

COMMENT ON COLUMN nova.appointments.location IS 'Where it takes place, in free words';

COMMENT ON COLUMN nova.appointments.google_maps_url IS 'Link to the place on Google Maps; null: none';

COMMENT ON COLUMN nova.appointments.is_virtual IS 'Whether it is held online; then it needs a meeting link';

COMMENT ON COLUMN nova.appointments.meeting_url IS 'Link to the online meeting; null: none';

COMMENT ON COLUMN nova.appointments.status IS 'State; only scheduled and confirmed ones hold their time';

COMMENT ON COLUMN nova.appointments.cancelled_reason IS 'Why it was cancelled, or nobody came; null: neither';

COMMENT ON COLUMN nova.appointments.reminders IS 'How many minutes before it its person is reminded, at most five: [60]';

COMMENT ON COLUMN nova.appointments.recurrence_rule IS 'How it recurs, as an object; in no answer, see rrule';

COMMENT ON COLUMN nova.appointments.parent_appointment_id IS 'The appointment it recurs from; null: none; in no answer';

COMMENT ON COLUMN nova.appointments.series_id IS 'The series this one belongs to; null: it comes once';

COMMENT ON COLUMN nova.appointments.ics_sequence IS 'RFC 5545 SEQUENCE: counts changes that calendars must take over';

COMMENT ON COLUMN nova.appointments.notes IS 'Notes in free words';

COMMENT ON COLUMN nova.appointments.created_at IS 'When it was made';

COMMENT ON COLUMN nova.appointments.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.appointments.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.appointments.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.appointments.outcome IS 'What came of it, in free words; null: nothing said';

COMMENT ON COLUMN nova.appointments.earlier_times IS 'When it was to be before it was moved, the latest last: startDatetime, endDatetime, movedAt';

COMMENT ON COLUMN nova.appointments.response_hash IS 'SHA-256 of the token of the link by which its customer answers; null: none was made';

COMMENT ON COLUMN nova.appointments.customer_response IS 'What its customer answered by the link; null: nothing yet';

COMMENT ON COLUMN nova.appointments.responded_at IS 'When its customer answered; null: not yet';

COMMENT ON COLUMN nova.appointments.recurrence_id IS 'When its series has it come, RECURRENCE-ID of RFC 5545; null: it comes once';

COMMENT ON COLUMN nova.appointments.is_detached IS 'Whether it was changed by hand: its series does not change it any more';

CREATE TABLE nova.billing_details (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    name text,
    vat_number text,
    cr_number text,
    street text,
    building_number text,
    district text,
    city text,
    postal_code text,
    additional_number text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT billing_details_additional_number_check CHECK ((additional_number ~ '^\d{4}$'::text)),
    CONSTRAINT billing_details_building_number_check CHECK ((building_number ~ '^\d{4}$'::text)),
    CONSTRAINT billing_details_city_check CHECK (((length(city) >= 1) AND (length(city) <= 100))),
    CONSTRAINT billing_details_cr_number_check CHECK ((cr_number ~ '^\d{10}$'::text)),
    CONSTRAINT billing_details_district_check CHECK (((length(district) >= 1) AND (length(district) <= 100))),
    CONSTRAINT billing_details_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT billing_details_postal_code_check CHECK ((postal_code ~ '^\d{5}$'::text)),
    CONSTRAINT billing_details_street_check CHECK (((length(street) >= 1) AND (length(street) <= 200))),
    CONSTRAINT billing_details_vat_number_check CHECK ((vat_number ~ '^3\d{13}3$'::text)),
    CONSTRAINT billing_details_whole CHECK (((vat_number IS NULL) OR ((name IS NOT NULL) AND (street IS NOT NULL) AND (building_number IS NOT NULL) AND (district IS NOT NULL) AND (city IS NOT NULL) AND (postal_code IS NOT NULL))))
);

COMMENT ON TABLE nova.billing_details IS 'Who stands on somebody''s invoices as their buyer';

COMMENT ON COLUMN nova.billing_details.id IS 'Their id; in no answer';

COMMENT ON COLUMN nova.billing_details.user_id IS 'Whose they are; in no answer';

COMMENT ON COLUMN nova.billing_details.name IS 'Name of the company or person; null: the user''s own';

COMMENT ON COLUMN nova.billing_details.vat_number IS 'VAT number, 15 digits, first and last a 3; null: a simplified invoice';

COMMENT ON COLUMN nova.billing_details.cr_number IS 'Commercial registration number, ten digits';

COMMENT ON COLUMN nova.billing_details.street IS 'Street';

COMMENT ON COLUMN nova.billing_details.building_number IS 'Building, four digits, as the national address has it';

COMMENT ON COLUMN nova.billing_details.district IS 'District';

COMMENT ON COLUMN nova.billing_details.city IS 'City';

COMMENT ON COLUMN nova.billing_details.postal_code IS 'Postal code, five digits';

COMMENT ON COLUMN nova.billing_details.additional_number IS 'Additional number of the national address, four digits';

COMMENT ON COLUMN nova.billing_details.updated_at IS 'When they were last changed';

COMMENT ON COLUMN nova.billing_details.version IS 'Counts their changes: the ETag';

CREATE TABLE nova.payments (
    id uuid DEFAULT uuidv7() NOT NULL,
    invoice_id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    provider_id text,
    is_charge boolean DEFAULT false NOT NULL,
    method_id uuid,
    token uuid DEFAULT gen_random_uuid() NOT NULL,
    page_url text,
    amount_halalas bigint NOT NULL,
    currency text DEFAULT 'SAR'::text NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    refunded_halalas bigint DEFAULT 0 NOT NULL,
    problem text,
    failure text,
    checks integer DEFAULT 0 NOT NULL,
    next_check_at timestamp with time zone,
    paid_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT payments_amount_halalas_check CHECK ((amount_halalas > 0)),
    CONSTRAINT payments_check CHECK (((refunded_halalas >= 0) AND (refunded_halalas <= amount_halalas))),
    CONSTRAINT payments_check1 CHECK (((status = 'PAID'::text) = (paid_at IS NOT NULL))),
    CONSTRAINT payments_currency_check CHECK ((currency = 'SAR'::text)),
    CONSTRAINT payments_failure_check CHECK ((length(failure) <= 500)),
    CONSTRAINT payments_page_url_check CHECK ((length(page_url) <= 2000)),
    CONSTRAINT payments_problem_check CHECK ((problem = ANY (ARRAY['AMOUNT_DIFFERS'::text, 'CURRENCY_DIFFERS'::text, 'INVOICE_CLOSED'::text, 'PAID_TWICE'::text, 'UNKNOWN_TO_PROVIDER'::text, 'REFUND_DIFFERS'::text, 'STATE_DIFFERS'::text]))),
    CONSTRAINT payments_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 50))),
    CONSTRAINT payments_provider_id_check CHECK (((length(provider_id) >= 1) AND (length(provider_id) <= 200))),
    CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'PAID'::text, 'FAILED'::text])))
);

COMMENT ON TABLE nova.payments IS 'Payments of invoices: what a provider was asked for and what it said';

COMMENT ON COLUMN nova.payments.id IS 'Its id: given to the provider, so that asked twice it takes the money once';

COMMENT ON COLUMN nova.payments.invoice_id IS 'The invoice that it pays';

COMMENT ON COLUMN nova.payments.user_id IS 'Who pays';

COMMENT ON COLUMN nova.payments.provider IS 'Who takes the money';

COMMENT ON COLUMN nova.payments.provider_id IS 'The provider''s id of it; null: not asked yet';

COMMENT ON COLUMN nova.payments.is_charge IS 'Whether a saved method pays it, nobody being there; else it is paid on the provider''s page';

COMMENT ON COLUMN nova.payments.method_id IS 'The saved method that pays it; null: none, or it was deleted';

COMMENT ON COLUMN nova.payments.token IS 'What the address of its page ends in; in no list';

COMMENT ON COLUMN nova.payments.page_url IS 'The provider''s page of it; in no answer';

COMMENT ON COLUMN nova.payments.amount_halalas IS 'Halalas, VAT included';

COMMENT ON COLUMN nova.payments.currency IS 'SAR';

COMMENT ON COLUMN nova.payments.status IS 'PENDING, PAID or FAILED, as the provider said last';

COMMENT ON COLUMN nova.payments.refunded_halalas IS 'Halalas that went back so far';

COMMENT ON COLUMN nova.payments.problem IS 'What does not agree with the provider or the invoice; null: nothing';

COMMENT ON COLUMN nova.payments.failure IS 'Why it failed, in the provider''s words';

COMMENT ON COLUMN nova.payments.checks IS 'How often the provider was asked; in no answer';

COMMENT ON COLUMN nova.payments.next_check_at IS 'When the provider is asked next, of one that is being asked when another worker may; null: it is not';

COMMENT ON COLUMN nova.payments.paid_at IS 'When it was seen to be paid';

COMMENT ON COLUMN nova.payments.created_at IS 'When it was made';

COMMENT ON COLUMN nova.payments.updated_at IS 'When it was last changed';

COMMENT ON COLUMN nova.payments.version IS 'Counts its changes';

CREATE TABLE nova.consent_events (
    id uuid DEFAULT uuidv7() NOT NULL,
    customer_id uuid NOT NULL,
    channel text NOT NULL,
    granted boolean NOT NULL,
    source text NOT NULL,
    note text,
    made_by uuid DEFAULT nova.current_user_id(),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT consent_events_channel_check CHECK ((channel = ANY (ARRAY['SMS'::text, 'EMAIL'::text, 'WHATSAPP'::text]))),
    CONSTRAINT consent_events_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT consent_events_source_check CHECK ((source = ANY (ARRAY['RECORDED'::text, 'UNSUBSCRIBED'::text])))
);

COMMENT ON TABLE nova.consent_events IS 'Consents to promotions, given and taken back (PDPL, articles 25 and 26): a log that only grows';

COMMENT ON COLUMN nova.consent_events.id IS 'Its id';

COMMENT ON COLUMN nova.consent_events.customer_id IS 'Whose it is';

COMMENT ON COLUMN nova.consent_events.channel IS 'The channel it is for';

COMMENT ON COLUMN nova.consent_events.granted IS 'Whether it was given, or taken back';

COMMENT ON COLUMN nova.consent_events.source IS 'RECORDED by a broker, or UNSUBSCRIBED by the customer''s link';

COMMENT ON COLUMN nova.consent_events.note IS 'How it was given, in words';

COMMENT ON COLUMN nova.consent_events.made_by IS 'Who recorded it; null: the customer';

COMMENT ON COLUMN nova.consent_events.created_at IS 'When it was made';

CREATE TABLE nova.customers (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    team_id uuid,
    assigned_to uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    holder_id uuid GENERATED ALWAYS AS (COALESCE(assigned_to, user_id)) STORED NOT NULL,
    name text NOT NULL,
    phone text NOT NULL,
    phone_e164 text GENERATED ALWAYS AS (nova.normalize_phone(phone)) STORED,
    email text,
    whatsapp text,
    category text,
    interest_level text,
    source text,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    is_vip boolean DEFAULT false NOT NULL,
    preferred_contact_method text,
    preferred_contact_time jsonb,
    budget_min bigint,
    budget_max bigint,
    financing_needed boolean,
    preferred_cities text[] DEFAULT '{}'::text[] NOT NULL,
    preferred_districts text[] DEFAULT '{}'::text[] NOT NULL,
    property_types text[] DEFAULT '{}'::text[] NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    notes text,
    custom_fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    search_text text GENERATED ALWAYS AS ((((((nova.normalize_text(name) || ' '::text) || nova.name_key(name)) || COALESCE((' '::text || nova.normalize_phone(phone)), ''::text)) || COALESCE((' 0'::text || substr(nova.normalize_phone(phone), 5)), ''::text)) || COALESCE((' '::text || nova.normalize_text(email)), ''::text))) STORED NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_contact timestamp with time zone,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    merged_into_id uuid,
    consent jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT customers_budget_max_bounded CHECK ((budget_max <= '100000000000'::bigint)),
    CONSTRAINT customers_budget_max_check CHECK ((budget_max >= 0)),
    CONSTRAINT customers_budget_min_bounded CHECK ((budget_min <= '100000000000'::bigint)),
    CONSTRAINT customers_budget_min_check CHECK ((budget_min >= 0)),
    CONSTRAINT customers_budget_range CHECK ((budget_min <= budget_max)),
    CONSTRAINT customers_category_check CHECK ((length(category) <= 100)),
    CONSTRAINT customers_consent_check CHECK (((jsonb_typeof(consent) = 'object'::text) AND (length((consent)::text) <= 4096))),
    CONSTRAINT customers_custom_fields_bounded CHECK (((jsonb_typeof(custom_fields) = 'object'::text) AND (length((custom_fields)::text) <= 32768))),
    CONSTRAINT customers_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT customers_interest_level_check CHECK ((length(interest_level) <= 100)),
    CONSTRAINT customers_name_check CHECK (((name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name) <= 200))),
    CONSTRAINT customers_notes_check CHECK ((length(notes) <= 10000)),
    CONSTRAINT customers_phone_check CHECK ((length(phone) <= 40)),
    CONSTRAINT customers_phone_valid CHECK ((phone_e164 IS NOT NULL)),
    CONSTRAINT customers_preferred_cities_check CHECK ((cardinality(preferred_cities) <= 50)),
    CONSTRAINT customers_preferred_contact_method_check CHECK ((length(preferred_contact_method) <= 100)),
    CONSTRAINT customers_preferred_contact_time_bounded CHECK (((jsonb_typeof(preferred_contact_time) = ANY (ARRAY['object'::text, 'null'::text])) AND (pg_column_size(preferred_contact_time) <= 8192))),
    CONSTRAINT customers_preferred_districts_check CHECK ((cardinality(preferred_districts) <= 100)),
    CONSTRAINT customers_property_types_check CHECK ((cardinality(property_types) <= 30)),
    CONSTRAINT customers_source_check CHECK ((length(source) <= 100)),
    CONSTRAINT customers_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text, 'ARCHIVED'::text]))),
    CONSTRAINT customers_tags_check CHECK ((cardinality(tags) <= 30)),
    CONSTRAINT customers_whatsapp_check CHECK ((length(whatsapp) <= 40)),
    CONSTRAINT customers_whatsapp_valid CHECK (((whatsapp IS NULL) OR (nova.normalize_phone(whatsapp) IS NOT NULL)))
);

COMMENT ON TABLE nova.customers IS 'The people a broker serves';

COMMENT ON COLUMN nova.customers.id IS 'Its id';

COMMENT ON COLUMN nova.customers.user_id IS 'The broker who owns the record';

COMMENT ON COLUMN nova.customers.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.customers.assigned_to IS 'The member who was given it; null: nobody, its owner holds it';

COMMENT ON COLUMN nova.customers.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.customers.holder_id IS 'Who works on it: its assignee, else its owner';

COMMENT ON COLUMN nova.customers.name IS 'Full name, as the broker writes it';

COMMENT ON COLUMN nova.customers.phone IS 'As typed, for display; compared by phone_e164';

COMMENT ON COLUMN nova.customers.phone_e164 IS 'The phone in E.164, or a company number; masked for observers';

COMMENT ON COLUMN nova.customers.email IS 'E-mail address; observers see it too';

COMMENT ON COLUMN nova.customers.whatsapp IS 'WhatsApp number as typed; masked for observers';

COMMENT ON COLUMN nova.customers.category IS 'Kind of customer, a word of customerCategory in /api/meta/words, such as مشتري (buyer)';

COMMENT ON COLUMN nova.customers.interest_level IS 'How interested they are, a word of interestLevel in /api/meta/words';

COMMENT ON COLUMN nova.customers.source IS 'How they came, a word of source in /api/meta/words';

COMMENT ON COLUMN nova.customers.status IS 'State; none is archived with an open request or coming visit';

COMMENT ON COLUMN nova.customers.is_vip IS 'Whether the broker counts them as a VIP';

COMMENT ON COLUMN nova.customers.preferred_contact_method IS 'How they like to be reached, in free words';

COMMENT ON COLUMN nova.customers.preferred_contact_time IS 'When they like to be reached, a free object; a PATCH replaces it';

COMMENT ON COLUMN nova.customers.budget_min IS 'Whole SAR';

COMMENT ON COLUMN nova.customers.budget_max IS 'Whole SAR';

COMMENT ON COLUMN nova.customers.financing_needed IS 'Whether they need financing; null: not known';

COMMENT ON COLUMN nova.customers.preferred_cities IS 'Cities they look in, by name';

COMMENT ON COLUMN nova.customers.preferred_districts IS 'Districts they look in, by name';

COMMENT ON COLUMN nova.customers.property_types IS 'Kinds of property they look for, words of propertyType in /api/meta/words';

COMMENT ON COLUMN nova.customers.tags IS 'Free labels; the list can be narrowed to one';

COMMENT ON COLUMN nova.customers.notes IS 'Notes in free words; observers read them too';

COMMENT ON COLUMN nova.customers.custom_fields IS 'The client''s own fields; a PATCH is merged into them';

COMMENT ON COLUMN nova.customers.search_text IS 'Name, joined name, phone in both forms and e-mail, folded';

COMMENT ON COLUMN nova.customers.created_at IS 'When it was made';

COMMENT ON COLUMN nova.customers.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.customers.last_contact IS 'When contact was last logged, notes aside; null: never';

COMMENT ON COLUMN nova.customers.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.customers.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.customers.merged_into_id IS 'The customer who was found to be the same person';

COMMENT ON COLUMN nova.customers.consent IS 'Summary of consent to marketing by channel; none by default';

CREATE TABLE nova.outbox (
    id bigint NOT NULL,
    topic text NOT NULL,
    class text NOT NULL,
    dedupe_key text,
    user_id uuid,
    customer_id uuid,
    payload jsonb NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    provider text,
    provider_message_id text,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    ambiguous integer DEFAULT 0 NOT NULL,
    tried text[] DEFAULT '{}'::text[] NOT NULL,
    unanswered boolean DEFAULT false NOT NULL,
    segments integer,
    delivered_at timestamp with time zone,
    CONSTRAINT outbox_ambiguous_check CHECK ((ambiguous >= 0)),
    CONSTRAINT outbox_bounded CHECK (((length(topic) <= 100) AND (length(dedupe_key) <= 300) AND (pg_column_size(payload) <= 65536) AND (length(provider) <= 100) AND (length(provider_message_id) <= 300))),
    CONSTRAINT outbox_class_check CHECK ((class = ANY (ARRAY['OTP'::text, 'TRANSACTIONAL'::text, 'PROMOTIONAL'::text, 'EVENT'::text]))),
    CONSTRAINT outbox_last_error_check CHECK ((length(last_error) <= 500)),
    CONSTRAINT outbox_segments_check CHECK (((segments >= 0) AND (segments <= 1000))),
    CONSTRAINT outbox_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'SENDING'::text, 'SENT'::text, 'DELIVERED'::text, 'FAILED'::text, 'CANCELLED'::text]))),
    CONSTRAINT outbox_topic_check CHECK ((topic ~ '^[a-z]+(\.[a-z_]+)*$'::text)),
    CONSTRAINT outbox_tried_check CHECK (((cardinality(tried) <= 10) AND (pg_column_size(tried) <= 1000)))
);

COMMENT ON TABLE nova.outbox IS 'Messages written in the transaction that causes them, sent by the worker at least once';

COMMENT ON COLUMN nova.outbox.payload IS 'to, text and channel; the text is blanked once sent, a code is not kept';

COMMENT ON COLUMN nova.outbox.next_attempt_at IS 'When it is due; while SENDING, when the claim of a worker that died runs out';

COMMENT ON COLUMN nova.outbox.ambiguous IS 'How often its answer was lost: it may have gone as often again';

COMMENT ON COLUMN nova.outbox.tried IS 'Providers that failed in this round of tries';

COMMENT ON COLUMN nova.outbox.unanswered IS 'Whether the answer to its last try was lost';

COMMENT ON COLUMN nova.outbox.segments IS 'How many SMS it counts as (GSM 03.38, 3GPP TS 23.040); null: not an SMS, or never tried';

COMMENT ON COLUMN nova.outbox.delivered_at IS 'When it arrived, as its provider reports; null: it did not, or nobody says';

CREATE TABLE nova.customer_documents (
    id uuid DEFAULT uuidv7() NOT NULL,
    customer_id uuid NOT NULL,
    uploaded_by uuid DEFAULT nova.current_user_id() NOT NULL,
    name text NOT NULL,
    type text,
    file_url text NOT NULL,
    file_size bigint,
    mime_type text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT customer_documents_file_size_check CHECK (((file_size >= 1) AND (file_size <= 20971520))),
    CONSTRAINT customer_documents_file_url_check CHECK ((length(file_url) <= 2000)),
    CONSTRAINT customer_documents_mime_type_check CHECK ((length(mime_type) <= 100)),
    CONSTRAINT customer_documents_name_check CHECK (((name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name) <= 200))),
    CONSTRAINT customer_documents_type_check CHECK (((length(type) >= 1) AND (length(type) <= 50)))
);

COMMENT ON TABLE nova.customer_documents IS 'Papers of a customer; they follow the customer''s visibility';

COMMENT ON COLUMN nova.customer_documents.id IS 'Its id';

COMMENT ON COLUMN nova.customer_documents.customer_id IS 'The customer whose paper it is';

COMMENT ON COLUMN nova.customer_documents.uploaded_by IS 'Who uploaded it';

COMMENT ON COLUMN nova.customer_documents.name IS 'Name to show for it';

COMMENT ON COLUMN nova.customer_documents.type IS 'ID_COPY needs the right documents.id';

COMMENT ON COLUMN nova.customer_documents.file_url IS 'Where the file lies; in no answer';

COMMENT ON COLUMN nova.customer_documents.file_size IS 'Bytes, at most 20 MiB';

COMMENT ON COLUMN nova.customer_documents.mime_type IS 'Media type of the file, such as application/pdf; null: not known';

COMMENT ON COLUMN nova.customer_documents.created_at IS 'When it was made';

COMMENT ON COLUMN nova.customer_documents.deleted_at IS 'When it was deleted; null: it was not';

CREATE TABLE nova.subscription_invoices (
    id uuid DEFAULT uuidv7() NOT NULL,
    subscription_id uuid NOT NULL,
    user_id uuid NOT NULL,
    number bigint,
    net_halalas bigint NOT NULL,
    vat_halalas bigint NOT NULL,
    amount_halalas bigint NOT NULL,
    currency text DEFAULT 'SAR'::text NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    payment_method text,
    transaction_id text,
    zatca_uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    zatca_counter bigint,
    zatca_previous_hash text,
    zatca_hash text,
    zatca_status text DEFAULT 'NOT_REQUIRED'::text NOT NULL,
    zatca_xml text,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    paid_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    kind text DEFAULT 'INVOICE'::text NOT NULL,
    purpose text DEFAULT 'SUBSCRIBE'::text NOT NULL,
    plan_id uuid,
    billing_cycle text,
    price_halalas bigint DEFAULT 0 NOT NULL,
    applies_to timestamp with time zone,
    period_start timestamp with time zone,
    period_end timestamp with time zone,
    lines jsonb DEFAULT '[]'::jsonb NOT NULL,
    discounts jsonb DEFAULT '[]'::jsonb NOT NULL,
    vat_percent smallint DEFAULT 15 NOT NULL,
    seller jsonb,
    buyer jsonb,
    credit_of uuid,
    reason text,
    refunded_halalas bigint DEFAULT 0 NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    open_until timestamp with time zone,
    next_attempt_at timestamp with time zone,
    issued_at timestamp with time zone,
    zatca_qr text,
    zatca_said jsonb DEFAULT '[]'::jsonb NOT NULL,
    zatca_tries integer DEFAULT 0 NOT NULL,
    zatca_next_at timestamp with time zone,
    CONSTRAINT subscription_invoices_attempts_check CHECK (((attempts >= 0) AND (attempts <= 4))),
    CONSTRAINT subscription_invoices_billing_cycle_check CHECK ((billing_cycle = ANY (ARRAY['MONTHLY'::text, 'YEARLY'::text]))),
    CONSTRAINT subscription_invoices_credit CHECK ((((kind = 'CREDIT_NOTE'::text) = (credit_of IS NOT NULL)) AND ((kind = 'CREDIT_NOTE'::text) = (status = 'ISSUED'::text)))),
    CONSTRAINT subscription_invoices_currency_check CHECK ((currency = 'SAR'::text)),
    CONSTRAINT subscription_invoices_documents_bounded CHECK (((pg_column_size(lines) <= 65536) AND (pg_column_size(discounts) <= 16384) AND (pg_column_size(seller) <= 16384) AND (pg_column_size(buyer) <= 16384))),
    CONSTRAINT subscription_invoices_issued CHECK ((((number IS NOT NULL) = (status = ANY (ARRAY['PAID'::text, 'REFUNDED'::text, 'ISSUED'::text]))) AND ((number IS NOT NULL) = (issued_at IS NOT NULL)) AND ((number IS NULL) OR ((seller IS NOT NULL) AND (buyer IS NOT NULL))))),
    CONSTRAINT subscription_invoices_kind_check CHECK ((kind = ANY (ARRAY['INVOICE'::text, 'CREDIT_NOTE'::text]))),
    CONSTRAINT subscription_invoices_lines_sum CHECK ((private.invoice_net(lines, discounts) = net_halalas)),
    CONSTRAINT subscription_invoices_net_halalas_check CHECK ((net_halalas >= 0)),
    CONSTRAINT subscription_invoices_number_check CHECK ((number > 0)),
    CONSTRAINT subscription_invoices_paid_dated CHECK (((status = ANY (ARRAY['PAID'::text, 'REFUNDED'::text])) = (paid_at IS NOT NULL))),
    CONSTRAINT subscription_invoices_payment_method_check CHECK ((length(payment_method) <= 100)),
    CONSTRAINT subscription_invoices_price_halalas_check CHECK ((price_halalas >= 0)),
    CONSTRAINT subscription_invoices_purpose_check CHECK ((purpose = ANY (ARRAY['SUBSCRIBE'::text, 'RENEW'::text, 'CHANGE'::text, 'REFUND'::text]))),
    CONSTRAINT subscription_invoices_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT subscription_invoices_refunded CHECK ((refunded_halalas <= amount_halalas)),
    CONSTRAINT subscription_invoices_refunded_halalas_check CHECK ((refunded_halalas >= 0)),
    CONSTRAINT subscription_invoices_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'PAID'::text, 'FAILED'::text, 'REFUNDED'::text, 'CANCELLED'::text, 'ISSUED'::text]))),
    CONSTRAINT subscription_invoices_sum CHECK ((amount_halalas = (net_halalas + vat_halalas))),
    CONSTRAINT subscription_invoices_transaction_id_check CHECK ((length(transaction_id) <= 200)),
    CONSTRAINT subscription_invoices_vat CHECK (
CASE kind
    WHEN 'INVOICE'::text THEN (vat_halalas = (((net_halalas * vat_percent) + 50) / 100))
    ELSE (abs(((vat_halalas * 100) - (net_halalas * vat_percent))) <= 200)
END),
    CONSTRAINT subscription_invoices_vat_halalas_check CHECK ((vat_halalas >= 0)),
    CONSTRAINT subscription_invoices_vat_percent_check CHECK (((vat_percent >= 0) AND (vat_percent <= 100))),
    CONSTRAINT subscription_invoices_zatca_counter_check CHECK ((zatca_counter > 0)),
    CONSTRAINT subscription_invoices_zatca_hash_check CHECK ((length(zatca_hash) <= 100)),
    CONSTRAINT subscription_invoices_zatca_previous_hash_check CHECK ((length(zatca_previous_hash) <= 100)),
    CONSTRAINT subscription_invoices_zatca_qr_check CHECK ((length(zatca_qr) <= 4000)),
    CONSTRAINT subscription_invoices_zatca_said_check CHECK ((pg_column_size(zatca_said) <= 65536)),
    CONSTRAINT subscription_invoices_zatca_status_check CHECK ((zatca_status = ANY (ARRAY['NOT_REQUIRED'::text, 'PENDING'::text, 'CLEARED'::text, 'REPORTED'::text, 'REJECTED'::text]))),
    CONSTRAINT subscription_invoices_zatca_xml_check CHECK ((length(zatca_xml) <= 1000000))
);

COMMENT ON TABLE nova.subscription_invoices IS 'What a subscription was billed; phase-2 e-invoice columns from the first day';

COMMENT ON COLUMN nova.subscription_invoices.id IS 'Its id';

COMMENT ON COLUMN nova.subscription_invoices.subscription_id IS 'The subscription it bills';

COMMENT ON COLUMN nova.subscription_invoices.user_id IS 'Whom it bills';

COMMENT ON COLUMN nova.subscription_invoices.number IS 'Its number: invoices and credit notes each count without a gap; null: not issued';

COMMENT ON COLUMN nova.subscription_invoices.net_halalas IS 'Halalas without VAT';

COMMENT ON COLUMN nova.subscription_invoices.vat_halalas IS 'Halalas; 15 % of the net';

COMMENT ON COLUMN nova.subscription_invoices.amount_halalas IS 'Halalas with VAT: net and VAT';

COMMENT ON COLUMN nova.subscription_invoices.currency IS 'Currency of the amounts, Saudi riyals';

COMMENT ON COLUMN nova.subscription_invoices.status IS 'State of its payment';

COMMENT ON COLUMN nova.subscription_invoices.payment_method IS 'How it was paid; in no answer';

COMMENT ON COLUMN nova.subscription_invoices.transaction_id IS 'The payment''s number at the provider, unique; in no answer';

COMMENT ON COLUMN nova.subscription_invoices.zatca_uuid IS 'The UUID of the e-invoice';

COMMENT ON COLUMN nova.subscription_invoices.zatca_counter IS 'Its number in the chain of e-invoices; null: not in it';

COMMENT ON COLUMN nova.subscription_invoices.zatca_previous_hash IS 'Hash of the e-invoice before it in the chain; null: none';

COMMENT ON COLUMN nova.subscription_invoices.zatca_hash IS 'Hash of the e-invoice; null: none yet';

COMMENT ON COLUMN nova.subscription_invoices.zatca_status IS 'Where it stands with ZATCA, the tax authority';

COMMENT ON COLUMN nova.subscription_invoices.zatca_xml IS 'The e-invoice as XML; null: none yet';

COMMENT ON COLUMN nova.subscription_invoices.attempts IS 'How often payment was tried, at most four times';

COMMENT ON COLUMN nova.subscription_invoices.created_at IS 'When it was made';

COMMENT ON COLUMN nova.subscription_invoices.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.subscription_invoices.paid_at IS 'When it was paid, also of a refunded one; null: never';

COMMENT ON COLUMN nova.subscription_invoices.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.subscription_invoices.kind IS 'INVOICE, or CREDIT_NOTE: money that goes back';

COMMENT ON COLUMN nova.subscription_invoices.purpose IS 'What it bills: a first period, the next one, another plan within one; of a credit note REFUND';

COMMENT ON COLUMN nova.subscription_invoices.plan_id IS 'The plan that it pays for; in no answer';

COMMENT ON COLUMN nova.subscription_invoices.billing_cycle IS 'Billed by the month or the year';

COMMENT ON COLUMN nova.subscription_invoices.price_halalas IS 'What a whole period of the plan costs without VAT, in halalas; in no answer';

COMMENT ON COLUMN nova.subscription_invoices.applies_to IS 'The end of the period that it renews or changes: paid for another one it is given back; in no answer';

COMMENT ON COLUMN nova.subscription_invoices.period_start IS 'From when it pays; null: not paid yet';

COMMENT ON COLUMN nova.subscription_invoices.period_end IS 'Until when it pays; null: not paid yet';

COMMENT ON COLUMN nova.subscription_invoices.lines IS 'What is billed: [{descriptionAr, descriptionEn, quantity, unitHalalas, netHalalas}]';

COMMENT ON COLUMN nova.subscription_invoices.discounts IS 'What is taken off, such as time not used: [{reasonAr, reasonEn, halalas}]';

COMMENT ON COLUMN nova.subscription_invoices.vat_percent IS 'Its rate of VAT';

COMMENT ON COLUMN nova.subscription_invoices.seller IS 'Who issued it, as they were then; null: not issued';

COMMENT ON COLUMN nova.subscription_invoices.buyer IS 'Whom it bills, as they were then; null: not issued';

COMMENT ON COLUMN nova.subscription_invoices.credit_of IS 'The invoice of which a credit note gives back';

COMMENT ON COLUMN nova.subscription_invoices.reason IS 'Why money went back';

COMMENT ON COLUMN nova.subscription_invoices.refunded_halalas IS 'What credit notes gave back of it so far, in halalas';

COMMENT ON COLUMN nova.subscription_invoices.due_at IS 'When it is to be paid';

COMMENT ON COLUMN nova.subscription_invoices.open_until IS 'Until when it may be paid; then it is cancelled; null: it is closed';

COMMENT ON COLUMN nova.subscription_invoices.next_attempt_at IS 'When it is next tried with the saved method, or its payer told; null: no more';

COMMENT ON COLUMN nova.subscription_invoices.issued_at IS 'When it got its number; null: not yet';

COMMENT ON COLUMN nova.subscription_invoices.zatca_qr IS 'Text of its QR with the stamp; null: not stamped';

COMMENT ON COLUMN nova.subscription_invoices.zatca_said IS 'What the tax authority said of it: its warnings or its errors';

COMMENT ON COLUMN nova.subscription_invoices.zatca_tries IS 'How often the tax authority was asked';

COMMENT ON COLUMN nova.subscription_invoices.zatca_next_at IS 'When the tax authority is asked next; null: it is not stamped, or was judged';

CREATE TABLE nova.calendar_feeds (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    nonce bytea NOT NULL,
    token_hash bytea NOT NULL,
    tasks_as text DEFAULT 'TODO'::text NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calendar_feeds_nonce_check CHECK ((octet_length(nonce) = 16)),
    CONSTRAINT calendar_feeds_tasks_as_check CHECK ((tasks_as = ANY (ARRAY['TODO'::text, 'EVENT'::text, 'NONE'::text]))),
    CONSTRAINT calendar_feeds_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

COMMENT ON TABLE nova.calendar_feeds IS 'Whose calendar is followed, by a secret that is not kept';

COMMENT ON COLUMN nova.calendar_feeds.id IS 'Its id';

COMMENT ON COLUMN nova.calendar_feeds.user_id IS 'Whose';

COMMENT ON COLUMN nova.calendar_feeds.nonce IS 'What the secret is made of, with the key of the app';

COMMENT ON COLUMN nova.calendar_feeds.token_hash IS 'SHA-256 of the secret';

COMMENT ON COLUMN nova.calendar_feeds.tasks_as IS 'As what tasks with a due date come: things to do, events of a whole day, not at all';

COMMENT ON COLUMN nova.calendar_feeds.rotated_at IS 'Since when this secret is good';

CREATE TABLE nova.holidays (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    name text,
    start_date date NOT NULL,
    end_date date NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT holidays_name_check CHECK ((length(name) <= 200)),
    CONSTRAINT holidays_period CHECK (((end_date >= start_date) AND (end_date <= (start_date + 366))))
);

COMMENT ON TABLE nova.holidays IS 'When somebody does not work; both days belong to it';

COMMENT ON COLUMN nova.holidays.id IS 'Its id';

COMMENT ON COLUMN nova.holidays.user_id IS 'Who is away; seen by them alone';

COMMENT ON COLUMN nova.holidays.name IS 'What holiday it is; null: not said';

COMMENT ON COLUMN nova.holidays.start_date IS 'First day away';

COMMENT ON COLUMN nova.holidays.end_date IS 'Last day away; it belongs to the holiday';

COMMENT ON COLUMN nova.holidays.created_at IS 'When it was made';

COMMENT ON COLUMN nova.holidays.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.holidays.version IS 'Counts changes; the ETag';

CREATE TABLE nova.team_invitations (
    id uuid DEFAULT uuidv7() NOT NULL,
    team_id uuid NOT NULL,
    invited_by uuid DEFAULT nova.current_user_id() NOT NULL,
    phone nova.phone,
    email text,
    role text DEFAULT 'BROKER'::text NOT NULL,
    token_hash bytea NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '7 days'::interval) NOT NULL,
    answered_by uuid,
    answered_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT team_invitations_email_check CHECK (((email = lower(email)) AND (email !~ '\s'::text) AND (length(email) <= 254))),
    CONSTRAINT team_invitations_one_address CHECK ((num_nonnulls(phone, email) = 1)),
    CONSTRAINT team_invitations_role_check CHECK ((role = ANY (ARRAY['MANAGER'::text, 'BROKER'::text, 'OBSERVER'::text]))),
    CONSTRAINT team_invitations_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'REVOKED'::text, 'EXPIRED'::text]))),
    CONSTRAINT team_invitations_token_hash_check CHECK ((length(token_hash) = 32))
);

COMMENT ON TABLE nova.team_invitations IS 'Who is asked to join a team, by phone or e-mail; open for seven days';

COMMENT ON COLUMN nova.team_invitations.id IS 'Its id';

COMMENT ON COLUMN nova.team_invitations.team_id IS 'The team one is invited to';

COMMENT ON COLUMN nova.team_invitations.invited_by IS 'Who sent the invitation';

COMMENT ON COLUMN nova.team_invitations.phone IS 'Mobile it went to; the preview masks it; null: by e-mail';

COMMENT ON COLUMN nova.team_invitations.email IS 'E-mail it went to; the preview masks it; null: by phone';

COMMENT ON COLUMN nova.team_invitations.role IS 'What the invited will be in the team';

COMMENT ON COLUMN nova.team_invitations.token_hash IS 'SHA-256 of the token in the invitation''s link';

COMMENT ON COLUMN nova.team_invitations.status IS 'State; only a pending one that has not expired can be answered';

COMMENT ON COLUMN nova.team_invitations.expires_at IS 'When it can be answered no more';

COMMENT ON COLUMN nova.team_invitations.answered_by IS 'Who accepted or declined it; null: nobody';

COMMENT ON COLUMN nova.team_invitations.answered_at IS 'When it was accepted or declined; null: neither';

COMMENT ON COLUMN nova.team_invitations.created_at IS 'When it was made';

COMMENT ON COLUMN nova.team_invitations.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.team_invitations.version IS 'Counts changes; the ETag';

CREATE TABLE nova.subscription_plans (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    name_ar text NOT NULL,
    price_monthly_halalas bigint NOT NULL,
    price_yearly_halalas bigint NOT NULL,
    features jsonb DEFAULT '[]'::jsonb NOT NULL,
    limits jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT subscription_plans_bounded CHECK (((length(name) <= 100) AND (length(name_ar) <= 100) AND (pg_column_size(features) <= 8192) AND (pg_column_size(limits) <= 8192))),
    CONSTRAINT subscription_plans_features CHECK ((jsonb_array_length(features) <= 50)),
    CONSTRAINT subscription_plans_price_monthly_halalas_check CHECK ((price_monthly_halalas >= 0)),
    CONSTRAINT subscription_plans_price_yearly_halalas_check CHECK ((price_yearly_halalas >= 0)),
    CONSTRAINT subscription_plans_prices CHECK (((price_monthly_halalas <= '100000000000'::bigint) AND (price_yearly_halalas <= '100000000000'::bigint)))
);

COMMENT ON TABLE nova.subscription_plans IS 'What can be subscribed to; a limit that is null is unlimited';

COMMENT ON COLUMN nova.subscription_plans.id IS 'Its id';

COMMENT ON COLUMN nova.subscription_plans.name IS 'Key of the plan, such as trial or pro';

COMMENT ON COLUMN nova.subscription_plans.name_ar IS 'Name to show in Arabic';

COMMENT ON COLUMN nova.subscription_plans.price_monthly_halalas IS 'Price of a month, in halalas';

COMMENT ON COLUMN nova.subscription_plans.price_yearly_halalas IS 'Price of a year, in halalas';

COMMENT ON COLUMN nova.subscription_plans.features IS 'Keys of what the plan includes, such as smart_matches';

COMMENT ON COLUMN nova.subscription_plans.limits IS 'The most of each thing, by key such as maxTeams; null: unlimited';

COMMENT ON COLUMN nova.subscription_plans.is_active IS 'Whether it is on offer; others are not shown';

COMMENT ON COLUMN nova.subscription_plans.created_at IS 'When it was made';

COMMENT ON COLUMN nova.subscription_plans.updated_at IS 'When it was last changed';

COMMENT ON COLUMN nova.subscription_plans.version IS 'Counts its changes: the ETag';

CREATE TABLE nova.subscriptions (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    billing_cycle text DEFAULT 'MONTHLY'::text NOT NULL,
    trial_ends_at timestamp with time zone,
    current_period_start timestamp with time zone DEFAULT now() NOT NULL,
    current_period_end timestamp with time zone NOT NULL,
    cancel_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    payment_method jsonb,
    last_payment_at timestamp with time zone,
    next_payment_at timestamp with time zone,
    pending_plan_id uuid,
    grace_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    cancel_reason text,
    end_told_at timestamp with time zone,
    extension_reason text,
    anchor_day smallint,
    period_price_halalas bigint DEFAULT 0 NOT NULL,
    pending_billing_cycle text,
    renewal_made_for timestamp with time zone,
    priced_until timestamp with time zone,
    paid_until timestamp with time zone,
    paid_ahead uuid,
    CONSTRAINT subscriptions_anchor_day_check CHECK (((anchor_day >= 1) AND (anchor_day <= 31))),
    CONSTRAINT subscriptions_billing_cycle_check CHECK ((billing_cycle = ANY (ARRAY['MONTHLY'::text, 'YEARLY'::text]))),
    CONSTRAINT subscriptions_cancel_reason_check CHECK (((length(cancel_reason) >= 1) AND (length(cancel_reason) <= 500))),
    CONSTRAINT subscriptions_extension_reason_check CHECK (((length(extension_reason) >= 1) AND (length(extension_reason) <= 500))),
    CONSTRAINT subscriptions_payment_method_bounded CHECK ((pg_column_size(payment_method) <= 8192)),
    CONSTRAINT subscriptions_pending_billing_cycle_check CHECK ((pending_billing_cycle = ANY (ARRAY['MONTHLY'::text, 'YEARLY'::text]))),
    CONSTRAINT subscriptions_pending_whole CHECK (((pending_plan_id IS NULL) = (pending_billing_cycle IS NULL))),
    CONSTRAINT subscriptions_period CHECK ((current_period_end > current_period_start)),
    CONSTRAINT subscriptions_period_price_halalas_check CHECK ((period_price_halalas >= 0)),
    CONSTRAINT subscriptions_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'CANCELLED'::text, 'EXPIRED'::text, 'TRIAL'::text])))
);

COMMENT ON TABLE nova.subscriptions IS 'One subscription a user; a trial of 14 days is made at registration';

COMMENT ON COLUMN nova.subscriptions.id IS 'Its id';

COMMENT ON COLUMN nova.subscriptions.user_id IS 'Whose subscription it is';

COMMENT ON COLUMN nova.subscriptions.plan_id IS 'The plan that is subscribed to';

COMMENT ON COLUMN nova.subscriptions.status IS 'State; a cancelled one may be used until its period ends';

COMMENT ON COLUMN nova.subscriptions.billing_cycle IS 'How often it is billed';

COMMENT ON COLUMN nova.subscriptions.trial_ends_at IS 'When the trial ends; null: there was none';

COMMENT ON COLUMN nova.subscriptions.current_period_start IS 'When the running period began';

COMMENT ON COLUMN nova.subscriptions.current_period_end IS 'When the running period ends; then publishing and deals are refused';

COMMENT ON COLUMN nova.subscriptions.cancel_at IS 'When a cancellation takes effect; null: none is planned';

COMMENT ON COLUMN nova.subscriptions.cancelled_at IS 'When it was cancelled; null: it was not';

COMMENT ON COLUMN nova.subscriptions.payment_method IS 'Brand and last digits of the method that last paid it; null: none did';

COMMENT ON COLUMN nova.subscriptions.last_payment_at IS 'When it was last paid; null: never';

COMMENT ON COLUMN nova.subscriptions.next_payment_at IS 'When it is paid for next; null: nothing is due';

COMMENT ON COLUMN nova.subscriptions.pending_plan_id IS 'The plan it changes to next; null: it stays';

COMMENT ON COLUMN nova.subscriptions.grace_until IS 'Until when a paid one may be used although its period has ended; null: its period runs';

COMMENT ON COLUMN nova.subscriptions.created_at IS 'When it was made';

COMMENT ON COLUMN nova.subscriptions.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.subscriptions.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.subscriptions.cancel_reason IS 'Why it was cancelled; null: it is not';

COMMENT ON COLUMN nova.subscriptions.end_told_at IS 'When its person was told that the trial ends soon; null: not yet; in no answer';

COMMENT ON COLUMN nova.subscriptions.extension_reason IS 'Why the back office gave it longer, the last time; null: it did not';

COMMENT ON COLUMN nova.subscriptions.anchor_day IS 'Day of the month, in Riyadh, on which its periods end; null: that of the present end; in no answer';

COMMENT ON COLUMN nova.subscriptions.period_price_halalas IS 'What the running period costs without VAT, in halalas: a later price leaves it alone; 0: a trial';

COMMENT ON COLUMN nova.subscriptions.pending_billing_cycle IS 'What it is billed by from the end of the period on; null: as now';

COMMENT ON COLUMN nova.subscriptions.renewal_made_for IS 'The end of the period for which the next invoice was made; in no answer';

COMMENT ON COLUMN nova.subscriptions.priced_until IS 'The end of the period that its price is for; null: the present end; in no answer';

COMMENT ON COLUMN nova.subscriptions.paid_until IS 'Until when it was paid for; what lies behind was given; null: the present end; in no answer';

COMMENT ON COLUMN nova.subscriptions.paid_ahead IS 'The invoice of the next period, where it was paid before that begins; in no answer';

CREATE TABLE nova.team_members (
    id uuid DEFAULT uuidv7() NOT NULL,
    team_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text DEFAULT 'BROKER'::text NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT team_members_role_check CHECK ((role = ANY (ARRAY['MANAGER'::text, 'BROKER'::text, 'OBSERVER'::text]))),
    CONSTRAINT team_members_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text])))
);

COMMENT ON TABLE nova.team_members IS 'Who is in which team, and as what';

COMMENT ON COLUMN nova.team_members.id IS 'Its id, not the person''s';

COMMENT ON COLUMN nova.team_members.team_id IS 'The team they are in';

COMMENT ON COLUMN nova.team_members.user_id IS 'The person who is the member';

COMMENT ON COLUMN nova.team_members.role IS 'What they are in this team; overrides may change what it allows';

COMMENT ON COLUMN nova.team_members.status IS 'Whether they work in the team; inactive ones see none of its rows';

COMMENT ON COLUMN nova.team_members.joined_at IS 'When they joined';

COMMENT ON COLUMN nova.team_members.updated_at IS 'When it last changed, overrides included';

COMMENT ON COLUMN nova.team_members.version IS 'Counts changes; the ETag';

CREATE TABLE nova.notifications (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    title text NOT NULL,
    message text NOT NULL,
    type text NOT NULL,
    category text,
    action_url text,
    action_label text,
    is_read boolean DEFAULT false NOT NULL,
    read_at timestamp with time zone,
    priority text DEFAULT 'NORMAL'::text NOT NULL,
    related_entity_type text,
    related_entity_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    dedupe_hour timestamp with time zone,
    digest_count integer,
    CONSTRAINT notifications_bounded CHECK (((length(title) <= 300) AND (length(message) <= 10000) AND (length(category) <= 100) AND (length(action_url) <= 2000) AND (length(action_label) <= 200) AND (length(related_entity_type) <= 100))),
    CONSTRAINT notifications_digest_count_check CHECK ((digest_count > 0)),
    CONSTRAINT notifications_priority_check CHECK ((priority = ANY (ARRAY['URGENT'::text, 'NORMAL'::text, 'LOW'::text]))),
    CONSTRAINT notifications_read_dated CHECK ((is_read = (read_at IS NOT NULL))),
    CONSTRAINT notifications_type_check CHECK ((type = ANY (ARRAY['APPOINTMENT'::text, 'SMART_MATCH'::text, 'TASK'::text, 'CUSTOMER'::text, 'SYSTEM'::text])))
);

COMMENT ON TABLE nova.notifications IS 'What a user should know, in their own list';

COMMENT ON COLUMN nova.notifications.id IS 'Its id';

COMMENT ON COLUMN nova.notifications.user_id IS 'Whom it tells; seen by them alone';

COMMENT ON COLUMN nova.notifications.title IS 'Headline, in Arabic';

COMMENT ON COLUMN nova.notifications.message IS 'What to know, in Arabic';

COMMENT ON COLUMN nova.notifications.type IS 'What it is about';

COMMENT ON COLUMN nova.notifications.category IS 'Finer kind within the type, such as security; null: none';

COMMENT ON COLUMN nova.notifications.action_url IS 'Path in the front end to open, such as /smart-matches; null: none';

COMMENT ON COLUMN nova.notifications.action_label IS 'Words for what the path leads to; null: none';

COMMENT ON COLUMN nova.notifications.is_read IS 'Whether it was read';

COMMENT ON COLUMN nova.notifications.read_at IS 'When it was read; null: it is unread';

COMMENT ON COLUMN nova.notifications.priority IS 'How urgent it is';

COMMENT ON COLUMN nova.notifications.related_entity_type IS 'Kind of thing it is about, such as smart_match; null: none';

COMMENT ON COLUMN nova.notifications.related_entity_id IS 'Id of the thing it is about; null: none';

COMMENT ON COLUMN nova.notifications.created_at IS 'When it was made';

COMMENT ON COLUMN nova.notifications.dedupe_hour IS 'The hour in which it is told once, of its thing; null: each time anew';

COMMENT ON COLUMN nova.notifications.digest_count IS 'How many of its kind came in its hour where they are told in one; null: it is of one thing';

CREATE TABLE nova.notification_types (
    key text NOT NULL,
    place integer NOT NULL,
    type text NOT NULL,
    priority text NOT NULL,
    channels text[] NOT NULL,
    is_fixed boolean DEFAULT false NOT NULL,
    event text,
    given text[] DEFAULT '{}'::text[] NOT NULL,
    title_ar text NOT NULL,
    title_en text NOT NULL,
    body_ar text NOT NULL,
    body_en text NOT NULL,
    action_url text,
    CONSTRAINT notification_types_action_url_check CHECK ((length(action_url) <= 200)),
    CONSTRAINT notification_types_body_ar_check CHECK (((length(body_ar) >= 1) AND (length(body_ar) <= 1000))),
    CONSTRAINT notification_types_body_en_check CHECK (((length(body_en) >= 1) AND (length(body_en) <= 1000))),
    CONSTRAINT notification_types_channels_check CHECK (((channels <@ '{IN_APP,EMAIL,SMS,WHATSAPP,PUSH}'::text[]) AND (cardinality(channels) <= 5))),
    CONSTRAINT notification_types_event_check CHECK ((length(event) <= 100)),
    CONSTRAINT notification_types_given_check CHECK ((cardinality(given) <= 10)),
    CONSTRAINT notification_types_key_check CHECK (((key ~ '^[a-z]+(_[a-z]+)*$'::text) AND (length(key) <= 60))),
    CONSTRAINT notification_types_priority_check CHECK ((priority = ANY (ARRAY['URGENT'::text, 'NORMAL'::text, 'LOW'::text]))),
    CONSTRAINT notification_types_title_ar_check CHECK (((length(title_ar) >= 1) AND (length(title_ar) <= 200))),
    CONSTRAINT notification_types_title_en_check CHECK (((length(title_en) >= 1) AND (length(title_en) <= 200))),
    CONSTRAINT notification_types_type_check CHECK ((type = ANY (ARRAY['APPOINTMENT'::text, 'SMART_MATCH'::text, 'TASK'::text, 'CUSTOMER'::text, 'SYSTEM'::text])))
);

COMMENT ON TABLE nova.notification_types IS 'What people are told of, in which words, by which channels';

COMMENT ON COLUMN nova.notification_types.key IS 'Its key; of a notification its category';

COMMENT ON COLUMN nova.notification_types.place IS 'Where it stands in the list';

COMMENT ON COLUMN nova.notification_types.type IS 'The kind of thing it is about';

COMMENT ON COLUMN nova.notification_types.priority IS 'URGENT is told in quiet hours too';

COMMENT ON COLUMN nova.notification_types.channels IS 'How it is told to who has not chosen';

COMMENT ON COLUMN nova.notification_types.is_fixed IS 'Whether nobody can switch it off';

COMMENT ON COLUMN nova.notification_types.event IS 'The event of the live feed that it tells of; null: of none';

COMMENT ON COLUMN nova.notification_types.given IS 'The values that its words may name';

COMMENT ON COLUMN nova.notification_types.title_ar IS 'Title in Arabic; {name} is a value, {count|one|two|few|many|other} the form that goes with a number';

COMMENT ON COLUMN nova.notification_types.title_en IS 'Title in English; {name} is a value, {count|one|other} the form that goes with a number';

COMMENT ON COLUMN nova.notification_types.body_ar IS 'Text in Arabic, as the title';

COMMENT ON COLUMN nova.notification_types.body_en IS 'Text in English, as the title';

COMMENT ON COLUMN nova.notification_types.action_url IS 'Where it leads; {id} is the thing it is about';

CREATE TABLE nova.offers (
    id uuid DEFAULT uuidv7() NOT NULL,
    property_id uuid NOT NULL,
    user_id uuid NOT NULL,
    team_id uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    summary jsonb NOT NULL,
    full_details jsonb NOT NULL,
    max_brokers integer DEFAULT 10 NOT NULL,
    accepted_count integer DEFAULT 0 NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    min_score smallint DEFAULT 50 NOT NULL,
    CONSTRAINT offers_accepted_count_check CHECK ((accepted_count >= 0)),
    CONSTRAINT offers_documents_bounded CHECK (((pg_column_size(summary) <= 262144) AND (pg_column_size(full_details) <= 262144))),
    CONSTRAINT offers_max_brokers_check CHECK (((max_brokers >= 1) AND (max_brokers <= 50))),
    CONSTRAINT offers_min_score_check CHECK (((min_score >= 50) AND (min_score <= 100))),
    CONSTRAINT offers_places CHECK ((accepted_count <= max_brokers)),
    CONSTRAINT offers_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'PAUSED'::text, 'COMPLETED'::text, 'EXPIRED'::text])))
);

COMMENT ON TABLE nova.offers IS 'A property offered to other brokers';

COMMENT ON COLUMN nova.offers.id IS 'Its id';

COMMENT ON COLUMN nova.offers.property_id IS 'The property that is offered; it has at most one open offer';

COMMENT ON COLUMN nova.offers.user_id IS 'The broker who offers it';

COMMENT ON COLUMN nova.offers.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.offers.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.offers.summary IS 'The teaser: what every broker may see, built from the property';

COMMENT ON COLUMN nova.offers.full_details IS 'What an accepted broker sees, built from the property';

COMMENT ON COLUMN nova.offers.max_brokers IS 'How many brokers may take it';

COMMENT ON COLUMN nova.offers.accepted_count IS 'How many brokers hold a place on it now';

COMMENT ON COLUMN nova.offers.status IS 'State; one past its end is shown as expired at once';

COMMENT ON COLUMN nova.offers.expires_at IS 'When it ends; by default with the advertising licence''s last day';

COMMENT ON COLUMN nova.offers.created_at IS 'When it was made';

COMMENT ON COLUMN nova.offers.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.offers.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.offers.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.offers.min_score IS 'Matches below this score are not made for the offer';

CREATE TABLE nova.payment_methods (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    token text NOT NULL,
    brand text NOT NULL,
    last_digits text NOT NULL,
    expires_on date NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT payment_methods_brand_check CHECK ((brand = ANY (ARRAY['MADA'::text, 'VISA'::text, 'MASTERCARD'::text, 'AMEX'::text, 'OTHER'::text]))),
    CONSTRAINT payment_methods_last_digits_check CHECK ((last_digits ~ '^\d{4}$'::text)),
    CONSTRAINT payment_methods_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 50))),
    CONSTRAINT payment_methods_token_check CHECK ((token ~ '^[A-Za-z0-9_-]{8,200}$'::text))
);

COMMENT ON TABLE nova.payment_methods IS 'Tokens by which a provider takes a payment again; no card number is ever kept';

COMMENT ON COLUMN nova.payment_methods.id IS 'Its id';

COMMENT ON COLUMN nova.payment_methods.user_id IS 'Whose it is; in no answer';

COMMENT ON COLUMN nova.payment_methods.provider IS 'Who gave out its token';

COMMENT ON COLUMN nova.payment_methods.token IS 'The provider''s token; in no answer, nor readable by the API';

COMMENT ON COLUMN nova.payment_methods.brand IS 'Scheme of the card';

COMMENT ON COLUMN nova.payment_methods.last_digits IS 'The last four digits of the card';

COMMENT ON COLUMN nova.payment_methods.expires_on IS 'Last day of the card';

COMMENT ON COLUMN nova.payment_methods.is_default IS 'Whether it pays what falls due';

COMMENT ON COLUMN nova.payment_methods.created_at IS 'When it was saved';

COMMENT ON COLUMN nova.payment_methods.updated_at IS 'When it was last changed; in no answer';

COMMENT ON COLUMN nova.payment_methods.version IS 'Counts its changes: the ETag';

CREATE TABLE nova.properties (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    team_id uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    customer_id uuid,
    title text NOT NULL,
    description text,
    property_type text NOT NULL,
    category text NOT NULL,
    listing_type text NOT NULL,
    city text NOT NULL,
    district text NOT NULL,
    street text,
    location_lat double precision,
    location_lng double precision,
    google_maps_url text,
    price bigint NOT NULL,
    price_negotiable boolean DEFAULT true NOT NULL,
    commission_percentage numeric(5,2) DEFAULT 2.5,
    area bigint NOT NULL,
    bedrooms integer,
    bathrooms integer,
    lounges integer,
    floors integer,
    property_age integer,
    deed_number text,
    facing text,
    street_width integer,
    features text[] DEFAULT '{}'::text[] NOT NULL,
    amenities text[] DEFAULT '{}'::text[] NOT NULL,
    status text DEFAULT 'DRAFT'::text NOT NULL,
    is_featured boolean DEFAULT false NOT NULL,
    is_published boolean DEFAULT false NOT NULL,
    published_at timestamp with time zone,
    views_count integer DEFAULT 0 NOT NULL,
    inquiries_count integer DEFAULT 0 NOT NULL,
    shares_count integer DEFAULT 0 NOT NULL,
    ad_license_number text,
    ad_license_issued_at date,
    ad_license_expires_at date,
    ad_license_url text,
    custom_fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text,
    search_text text GENERATED ALWAYS AS (((((((nova.normalize_text(title) || ' '::text) || nova.normalize_text(city)) || ' '::text) || nova.normalize_text(district)) || ' '::text) || nova.normalize_text(property_type))) STORED NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    ad_license_status text DEFAULT 'NONE'::text NOT NULL,
    brokerage_contract_number text,
    brokerage_contract_expires_at date,
    advertiser_capacity text,
    plan_number text,
    land_number text,
    national_address text,
    reserved_until timestamp with time zone,
    CONSTRAINT properties_ad_license_dated CHECK (((ad_license_number IS NULL) OR (ad_license_expires_at IS NOT NULL))),
    CONSTRAINT properties_ad_license_number_check CHECK ((ad_license_number ~ '^\d{10}$'::text)),
    CONSTRAINT properties_ad_license_period CHECK ((ad_license_expires_at > ad_license_issued_at)),
    CONSTRAINT properties_ad_license_status_check CHECK ((ad_license_status = ANY (ARRAY['NONE'::text, 'ENTERED'::text, 'VALID'::text, 'INVALID'::text, 'EXPIRED'::text, 'CANCELLED'::text]))),
    CONSTRAINT properties_ad_license_url_check CHECK ((length(ad_license_url) <= 2000)),
    CONSTRAINT properties_advertiser_capacity_check CHECK ((advertiser_capacity = ANY (ARRAY['INDIVIDUAL_BROKER'::text, 'INDIVIDUAL_OWNER'::text, 'OWNER_AGENT'::text, 'FIRM_BROKER'::text, 'FIRM_OWNER'::text]))),
    CONSTRAINT properties_amenities_check CHECK ((cardinality(amenities) <= 50)),
    CONSTRAINT properties_area_check CHECK (((area >= 1) AND (area <= 1000000000))),
    CONSTRAINT properties_bathrooms_check CHECK (((bathrooms >= 0) AND (bathrooms <= 99))),
    CONSTRAINT properties_bedrooms_check CHECK (((bedrooms >= 0) AND (bedrooms <= 99))),
    CONSTRAINT properties_brokerage_contract_number_check CHECK (((length(brokerage_contract_number) >= 1) AND (length(brokerage_contract_number) <= 50))),
    CONSTRAINT properties_category_check CHECK (((category ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(category) <= 100))),
    CONSTRAINT properties_city_check CHECK (((city ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(city) <= 100))),
    CONSTRAINT properties_commission_percentage_check CHECK (((commission_percentage >= (0)::numeric) AND (commission_percentage <= (100)::numeric))),
    CONSTRAINT properties_custom_fields_bounded CHECK (((jsonb_typeof(custom_fields) = 'object'::text) AND (length((custom_fields)::text) <= 32768))),
    CONSTRAINT properties_deed_number_check CHECK (((length(deed_number) >= 1) AND (length(deed_number) <= 30))),
    CONSTRAINT properties_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT properties_district_check CHECK (((district ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(district) <= 100))),
    CONSTRAINT properties_facing_check CHECK ((length(facing) <= 100)),
    CONSTRAINT properties_features_check CHECK ((cardinality(features) <= 50)),
    CONSTRAINT properties_floors_check CHECK (((floors >= 0) AND (floors <= 200))),
    CONSTRAINT properties_google_maps_url_check CHECK ((length(google_maps_url) <= 2000)),
    CONSTRAINT properties_land_number_check CHECK (((length(land_number) >= 1) AND (length(land_number) <= 50))),
    CONSTRAINT properties_listing_type_check CHECK ((listing_type = ANY (ARRAY['SALE'::text, 'RENT'::text]))),
    CONSTRAINT properties_location_lat_check CHECK (((location_lat >= ('-90'::integer)::double precision) AND (location_lat <= (90)::double precision))),
    CONSTRAINT properties_location_lng_check CHECK (((location_lng >= ('-180'::integer)::double precision) AND (location_lng <= (180)::double precision))),
    CONSTRAINT properties_lounges_check CHECK (((lounges >= 0) AND (lounges <= 99))),
    CONSTRAINT properties_national_address_check CHECK ((national_address ~ '^[A-Z]{4}\d{4}$'::text)),
    CONSTRAINT properties_plan_number_check CHECK (((length(plan_number) >= 1) AND (length(plan_number) <= 50))),
    CONSTRAINT properties_price_check CHECK (((price >= 1) AND (price <= '100000000000'::bigint))),
    CONSTRAINT properties_property_age_check CHECK (((property_age >= 0) AND (property_age <= 500))),
    CONSTRAINT properties_property_type_check CHECK (((property_type ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(property_type) <= 100))),
    CONSTRAINT properties_published_active CHECK (((NOT is_published) OR (status = 'ACTIVE'::text))),
    CONSTRAINT properties_published_licensed CHECK (((NOT is_published) OR (ad_license_number IS NOT NULL))),
    CONSTRAINT properties_source_check CHECK ((length(source) <= 100)),
    CONSTRAINT properties_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'ACTIVE'::text, 'SOLD'::text, 'RENTED'::text, 'ARCHIVED'::text]))),
    CONSTRAINT properties_street_check CHECK ((length(street) <= 200)),
    CONSTRAINT properties_street_width_check CHECK (((street_width >= 0) AND (street_width <= 500))),
    CONSTRAINT properties_title_check CHECK (((title ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(title) <= 200)))
);

COMMENT ON TABLE nova.properties IS 'A broker''s stock';

COMMENT ON COLUMN nova.properties.id IS 'Its id';

COMMENT ON COLUMN nova.properties.user_id IS 'The broker who owns and holds the record';

COMMENT ON COLUMN nova.properties.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.properties.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.properties.customer_id IS 'The customer who owns the property; null: none named; own side only';

COMMENT ON COLUMN nova.properties.title IS 'Headline; other brokers see it once accepted';

COMMENT ON COLUMN nova.properties.description IS 'Description; other brokers see it once accepted';

COMMENT ON COLUMN nova.properties.property_type IS 'Kind of property, a word of propertyType in /api/meta/words, such as فيلا';

COMMENT ON COLUMN nova.properties.category IS 'Broad use, a word of propertyCategory in /api/meta/words, such as سكني (residential)';

COMMENT ON COLUMN nova.properties.listing_type IS 'Whether it is for sale or to let';

COMMENT ON COLUMN nova.properties.city IS 'City, by name';

COMMENT ON COLUMN nova.properties.district IS 'District, by name';

COMMENT ON COLUMN nova.properties.street IS 'Street; other brokers see it once accepted';

COMMENT ON COLUMN nova.properties.location_lat IS 'Latitude in degrees; other brokers see it once accepted';

COMMENT ON COLUMN nova.properties.location_lng IS 'Longitude in degrees; other brokers see it once accepted';

COMMENT ON COLUMN nova.properties.google_maps_url IS 'Link to the place on Google Maps; other brokers: once accepted';

COMMENT ON COLUMN nova.properties.price IS 'Whole SAR; a year''s rent where listing_type is RENT';

COMMENT ON COLUMN nova.properties.price_negotiable IS 'Whether the price may be bargained over';

COMMENT ON COLUMN nova.properties.commission_percentage IS 'Per cent of the price; 2.5 is the custom';

COMMENT ON COLUMN nova.properties.area IS 'Square metres';

COMMENT ON COLUMN nova.properties.bedrooms IS 'Number of bedrooms; null: not said';

COMMENT ON COLUMN nova.properties.bathrooms IS 'Number of bathrooms; null: not said';

COMMENT ON COLUMN nova.properties.lounges IS 'Number of lounges; null: not said';

COMMENT ON COLUMN nova.properties.floors IS 'Number of floors; null: not said';

COMMENT ON COLUMN nova.properties.property_age IS 'Age in years; null: not said';

COMMENT ON COLUMN nova.properties.deed_number IS 'Title deed number, unique in the scope; own side only';

COMMENT ON COLUMN nova.properties.facing IS 'Which way it faces, a word of facing in /api/meta/words, such as شمال';

COMMENT ON COLUMN nova.properties.street_width IS 'Width of the street in metres; null: not said';

COMMENT ON COLUMN nova.properties.features IS 'What it has, words of feature in /api/meta/words; matched against requests';

COMMENT ON COLUMN nova.properties.amenities IS 'What else it has, words of amenity in /api/meta/words; not matched';

COMMENT ON COLUMN nova.properties.status IS 'State; a new one is a draft';

COMMENT ON COLUMN nova.properties.is_featured IS 'Whether it is featured; no route sets it';

COMMENT ON COLUMN nova.properties.is_published IS 'Whether it is advertised: active, with an advertising licence';

COMMENT ON COLUMN nova.properties.published_at IS 'When it was first published; null: never';

COMMENT ON COLUMN nova.properties.views_count IS 'How often it was viewed; nothing counts it yet';

COMMENT ON COLUMN nova.properties.inquiries_count IS 'How often somebody asked about it; nothing counts it yet';

COMMENT ON COLUMN nova.properties.shares_count IS 'How often it was shared; nothing counts it yet';

COMMENT ON COLUMN nova.properties.ad_license_number IS 'REGA advertising licence, ten digits: no advertisement without one';

COMMENT ON COLUMN nova.properties.ad_license_issued_at IS 'Day the advertising licence was issued';

COMMENT ON COLUMN nova.properties.ad_license_expires_at IS 'Last day the advertising licence is valid, by Riyadh''s calendar';

COMMENT ON COLUMN nova.properties.ad_license_url IS 'Link to the advertising licence; other brokers: once accepted';

COMMENT ON COLUMN nova.properties.custom_fields IS 'The client''s own fields; a PATCH is merged into them';

COMMENT ON COLUMN nova.properties.source IS 'Where it came from, a word of source in /api/meta/words';

COMMENT ON COLUMN nova.properties.search_text IS 'Title, city, district and kind, folded for searching';

COMMENT ON COLUMN nova.properties.created_at IS 'When it was made';

COMMENT ON COLUMN nova.properties.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.properties.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.properties.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.properties.ad_license_status IS 'ENTERED by its owner; VALID or INVALID by the authority''s answer only';

COMMENT ON COLUMN nova.properties.brokerage_contract_number IS 'REGA brokerage contract: no licence without one';

COMMENT ON COLUMN nova.properties.brokerage_contract_expires_at IS 'Day the brokerage contract ends';

COMMENT ON COLUMN nova.properties.advertiser_capacity IS 'As what the advertiser acts: broker, owner or agent';

COMMENT ON COLUMN nova.properties.plan_number IS 'Number of the land plan it lies in';

COMMENT ON COLUMN nova.properties.land_number IS 'Number of the plot in the land plan';

COMMENT ON COLUMN nova.properties.national_address IS 'Short national address: four letters, four digits';

COMMENT ON COLUMN nova.properties.reserved_until IS 'Until when a buyer''s deposit holds it';

CREATE TABLE nova.property_images (
    id uuid DEFAULT uuidv7() NOT NULL,
    property_id uuid NOT NULL,
    url text NOT NULL,
    thumbnail_url text,
    order_index integer DEFAULT 0 NOT NULL,
    is_primary boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT property_images_order_index_check CHECK (((order_index >= 0) AND (order_index <= 999))),
    CONSTRAINT property_images_thumbnail_url_check CHECK ((length(thumbnail_url) <= 2000)),
    CONSTRAINT property_images_url_check CHECK ((length(url) <= 2000))
);

COMMENT ON TABLE nova.property_images IS 'Pictures of a property; they follow its visibility';

COMMENT ON COLUMN nova.property_images.id IS 'Its id';

COMMENT ON COLUMN nova.property_images.property_id IS 'The property it shows';

COMMENT ON COLUMN nova.property_images.url IS 'Address of the picture';

COMMENT ON COLUMN nova.property_images.thumbnail_url IS 'Address of a small version; null: none';

COMMENT ON COLUMN nova.property_images.order_index IS 'Place in the gallery, from 0';

COMMENT ON COLUMN nova.property_images.is_primary IS 'Whether it is the main picture; a property has at most one';

COMMENT ON COLUMN nova.property_images.created_at IS 'When it was made';

CREATE TABLE nova.push_devices (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    endpoint text NOT NULL,
    p256dh text NOT NULL,
    auth text NOT NULL,
    name text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT push_devices_auth_check CHECK ((auth ~ '^[A-Za-z0-9_-]{22}(==)?$'::text)),
    CONSTRAINT push_devices_endpoint_check CHECK (((endpoint ~ '^(https://[a-z0-9.-]+(:443)?|http://127\.0\.0\.1:[0-9]{1,5})/[!-~]*$'::text) AND (length(endpoint) <= 1000))),
    CONSTRAINT push_devices_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT push_devices_p256dh_check CHECK ((p256dh ~ '^B[A-Za-z0-9_-]{86}=?$'::text))
);

COMMENT ON TABLE nova.push_devices IS 'Browsers and phones that somebody is told on by push (RFC 8030), at most 20';

COMMENT ON COLUMN nova.push_devices.id IS 'Its id';

COMMENT ON COLUMN nova.push_devices.user_id IS 'Whose it is';

COMMENT ON COLUMN nova.push_devices.endpoint IS 'Where its push service takes messages for it; in no answer';

COMMENT ON COLUMN nova.push_devices.p256dh IS 'Its public key, base64url (RFC 8291); in no answer';

COMMENT ON COLUMN nova.push_devices.auth IS 'Its secret, base64url (RFC 8291); in no answer';

COMMENT ON COLUMN nova.push_devices.name IS 'What its person calls it; null: nothing';

COMMENT ON COLUMN nova.push_devices.created_at IS 'When it was registered';

CREATE TABLE nova.refunds (
    id uuid DEFAULT uuidv7() NOT NULL,
    payment_id uuid NOT NULL,
    credit_note_id uuid,
    amount_halalas bigint NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone DEFAULT now(),
    failure text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    done_at timestamp with time zone,
    CONSTRAINT refunds_amount_halalas_check CHECK ((amount_halalas > 0)),
    CONSTRAINT refunds_check CHECK (((status = 'DONE'::text) = (done_at IS NOT NULL))),
    CONSTRAINT refunds_check1 CHECK (((status = 'PENDING'::text) = (next_try_at IS NOT NULL))),
    CONSTRAINT refunds_failure_check CHECK ((length(failure) <= 500)),
    CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'DONE'::text, 'FAILED'::text])))
);

COMMENT ON TABLE nova.refunds IS 'Money that a provider is to give back: of an invoice by a credit note, or taken by mistake';

COMMENT ON COLUMN nova.refunds.id IS 'Its id';

COMMENT ON COLUMN nova.refunds.payment_id IS 'The payment of which it gives back';

COMMENT ON COLUMN nova.refunds.credit_note_id IS 'The credit note that says so; null: nothing had been billed';

COMMENT ON COLUMN nova.refunds.amount_halalas IS 'Halalas';

COMMENT ON COLUMN nova.refunds.status IS 'PENDING, DONE, or FAILED: the provider refuses it';

COMMENT ON COLUMN nova.refunds.tries IS 'How often the provider was asked';

COMMENT ON COLUMN nova.refunds.next_try_at IS 'When it is asked next, of one that is being asked when another worker may; null: no more';

COMMENT ON COLUMN nova.refunds.failure IS 'Why the last try failed, in the provider''s words';

COMMENT ON COLUMN nova.refunds.created_at IS 'When it was ordered';

COMMENT ON COLUMN nova.refunds.done_at IS 'When the provider had given it back';

CREATE TABLE nova.requests (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    team_id uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    customer_id uuid,
    type text NOT NULL,
    property_types text[] NOT NULL,
    cities text[] NOT NULL,
    districts text[] DEFAULT '{}'::text[] NOT NULL,
    price_min bigint,
    price_max bigint,
    area_min bigint,
    area_max bigint,
    bedrooms_min integer,
    bathrooms_min integer,
    age_max integer,
    facing text,
    required_features text[] DEFAULT '{}'::text[] NOT NULL,
    description text,
    financing_needed boolean,
    down_payment bigint,
    monthly_salary bigint,
    urgency_level text,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    canceled_reason text,
    summary jsonb,
    full_details jsonb,
    expires_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    must_features text[] DEFAULT '{}'::text[] NOT NULL,
    fulfilled_by uuid,
    CONSTRAINT requests_age_max_check CHECK (((age_max >= 0) AND (age_max <= 500))),
    CONSTRAINT requests_area_max_check CHECK (((area_max >= 0) AND (area_max <= 1000000000))),
    CONSTRAINT requests_area_min_check CHECK (((area_min >= 0) AND (area_min <= 1000000000))),
    CONSTRAINT requests_area_range CHECK ((area_min <= area_max)),
    CONSTRAINT requests_bathrooms_min_check CHECK (((bathrooms_min >= 0) AND (bathrooms_min <= 99))),
    CONSTRAINT requests_bedrooms_min_check CHECK (((bedrooms_min >= 0) AND (bedrooms_min <= 99))),
    CONSTRAINT requests_breadth CHECK (((status <> 'ACTIVE'::text) OR (((cardinality(cities) * cardinality(property_types)) <= 300) AND ((cardinality(cities) * cardinality(districts)) <= 1000) AND ((cardinality(districts) * cardinality(property_types)) <= 1000)))),
    CONSTRAINT requests_canceled_reason_check CHECK ((length(canceled_reason) <= 200)),
    CONSTRAINT requests_cities_check CHECK (((cardinality(cities) >= 1) AND (cardinality(cities) <= 50))),
    CONSTRAINT requests_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT requests_districts_check CHECK ((cardinality(districts) <= 100)),
    CONSTRAINT requests_documents_bounded CHECK (((pg_column_size(summary) <= 262144) AND (pg_column_size(full_details) <= 262144))),
    CONSTRAINT requests_down_payment_check CHECK (((down_payment >= 0) AND (down_payment <= '100000000000'::bigint))),
    CONSTRAINT requests_expiry_later CHECK ((expires_at > created_at)),
    CONSTRAINT requests_facing_check CHECK ((length(facing) <= 100)),
    CONSTRAINT requests_monthly_salary_check CHECK (((monthly_salary >= 0) AND (monthly_salary <= 1000000000))),
    CONSTRAINT requests_must_features_check CHECK ((cardinality(must_features) <= 50)),
    CONSTRAINT requests_price_max_check CHECK (((price_max >= 0) AND (price_max <= '100000000000'::bigint))),
    CONSTRAINT requests_price_min_check CHECK (((price_min >= 0) AND (price_min <= '100000000000'::bigint))),
    CONSTRAINT requests_price_range CHECK ((price_min <= price_max)),
    CONSTRAINT requests_property_types_check CHECK (((cardinality(property_types) >= 1) AND (cardinality(property_types) <= 30))),
    CONSTRAINT requests_required_features_check CHECK ((cardinality(required_features) <= 50)),
    CONSTRAINT requests_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'FULFILLED'::text, 'CANCELED'::text, 'ARCHIVED'::text]))),
    CONSTRAINT requests_type_check CHECK ((type = ANY (ARRAY['BUY'::text, 'RENT'::text]))),
    CONSTRAINT requests_urgency_level_check CHECK ((length(urgency_level) <= 50))
);

COMMENT ON TABLE nova.requests IS 'What a buyer or tenant looks for';

COMMENT ON COLUMN nova.requests.id IS 'Its id';

COMMENT ON COLUMN nova.requests.user_id IS 'The broker who owns and holds the record';

COMMENT ON COLUMN nova.requests.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.requests.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.requests.customer_id IS 'The customer who looks; null: none named; own side only';

COMMENT ON COLUMN nova.requests.type IS 'Whether the customer wants to buy or to rent';

COMMENT ON COLUMN nova.requests.property_types IS 'Kinds of property wanted, any of them, words of propertyType in /api/meta/words';

COMMENT ON COLUMN nova.requests.cities IS 'Cities wanted, any of them, by name';

COMMENT ON COLUMN nova.requests.districts IS 'Districts wanted, any of them, by name; empty: none stated';

COMMENT ON COLUMN nova.requests.price_min IS 'Whole SAR';

COMMENT ON COLUMN nova.requests.price_max IS 'Whole SAR';

COMMENT ON COLUMN nova.requests.area_min IS 'Square metres';

COMMENT ON COLUMN nova.requests.area_max IS 'Square metres';

COMMENT ON COLUMN nova.requests.bedrooms_min IS 'Fewest bedrooms wanted; null or 0: not stated';

COMMENT ON COLUMN nova.requests.bathrooms_min IS 'Fewest bathrooms wanted; null or 0: not stated';

COMMENT ON COLUMN nova.requests.age_max IS 'Greatest age wanted, in years; null: not stated';

COMMENT ON COLUMN nova.requests.facing IS 'Which way it should face, a word of facing in /api/meta/words; null: not stated';

COMMENT ON COLUMN nova.requests.required_features IS 'Features wished for, words of feature in /api/meta/words; algorithm 2.0 scores them';

COMMENT ON COLUMN nova.requests.description IS 'Wishes in free words; own side only';

COMMENT ON COLUMN nova.requests.financing_needed IS 'Whether the buyer needs financing; null: not known; own side only';

COMMENT ON COLUMN nova.requests.down_payment IS 'What the buyer can pay down, whole SAR; own side only';

COMMENT ON COLUMN nova.requests.monthly_salary IS 'Whole SAR a month';

COMMENT ON COLUMN nova.requests.urgency_level IS 'How urgent it is, a word of urgency in /api/meta/words; other brokers see it';

COMMENT ON COLUMN nova.requests.status IS 'State; only an active one is matched';

COMMENT ON COLUMN nova.requests.canceled_reason IS 'Why it was cancelled; gone when it is opened again';

COMMENT ON COLUMN nova.requests.summary IS 'The teaser: what the offer''s side sees, built from the request';

COMMENT ON COLUMN nova.requests.full_details IS 'All that is wanted, without salary and down payment; own side only';

COMMENT ON COLUMN nova.requests.expires_at IS 'When it is archived by itself; null: never';

COMMENT ON COLUMN nova.requests.created_at IS 'When it was made';

COMMENT ON COLUMN nova.requests.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.requests.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.requests.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.requests.must_features IS 'Features without which an offer is no match, whether in required_features or not';

COMMENT ON COLUMN nova.requests.fulfilled_by IS 'The property that was bought or rented, when its broker has it';

CREATE TABLE nova.sellers (
    id uuid DEFAULT uuidv7() NOT NULL,
    is_one boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    name_ar text NOT NULL,
    vat_number text NOT NULL,
    cr_number text,
    street text,
    building_number text,
    district text,
    city text,
    postal_code text,
    additional_number text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    e_invoices boolean DEFAULT false NOT NULL,
    CONSTRAINT sellers_additional_number_check CHECK ((additional_number ~ '^\d{4}$'::text)),
    CONSTRAINT sellers_building_number_check CHECK ((building_number ~ '^\d{4}$'::text)),
    CONSTRAINT sellers_city_check CHECK (((length(city) >= 1) AND (length(city) <= 100))),
    CONSTRAINT sellers_cr_number_check CHECK ((cr_number ~ '^\d{10}$'::text)),
    CONSTRAINT sellers_district_check CHECK (((length(district) >= 1) AND (length(district) <= 100))),
    CONSTRAINT sellers_is_one_check CHECK (is_one),
    CONSTRAINT sellers_name_ar_check CHECK (((length(name_ar) >= 1) AND (length(name_ar) <= 200))),
    CONSTRAINT sellers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT sellers_postal_code_check CHECK ((postal_code ~ '^\d{5}$'::text)),
    CONSTRAINT sellers_street_check CHECK (((length(street) >= 1) AND (length(street) <= 200))),
    CONSTRAINT sellers_vat_number_check CHECK ((vat_number ~ '^3\d{13}3$'::text))
);

COMMENT ON TABLE nova.sellers IS 'Who issues the invoices: one row';

COMMENT ON COLUMN nova.sellers.id IS 'Its id; in no answer';

COMMENT ON COLUMN nova.sellers.is_one IS 'That there is one row; in no answer';

COMMENT ON COLUMN nova.sellers.name IS 'Name, in English';

COMMENT ON COLUMN nova.sellers.name_ar IS 'Name, in Arabic: the one of the QR';

COMMENT ON COLUMN nova.sellers.vat_number IS 'VAT number, 15 digits, first and last a 3';

COMMENT ON COLUMN nova.sellers.cr_number IS 'Commercial registration number, ten digits';

COMMENT ON COLUMN nova.sellers.street IS 'Street';

COMMENT ON COLUMN nova.sellers.building_number IS 'Building, four digits, as the national address has it';

COMMENT ON COLUMN nova.sellers.district IS 'District';

COMMENT ON COLUMN nova.sellers.city IS 'City';

COMMENT ON COLUMN nova.sellers.postal_code IS 'Postal code, five digits';

COMMENT ON COLUMN nova.sellers.additional_number IS 'Additional number of the national address, four digits';

COMMENT ON COLUMN nova.sellers.updated_at IS 'When it was last changed';

COMMENT ON COLUMN nova.sellers.version IS 'Counts its changes: the ETag';

COMMENT ON COLUMN nova.sellers.e_invoices IS 'Whether invoices issued from now on are stamped and told to the tax authority (ZATCA, phase 2)';

CREATE TABLE nova.user_stats (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    last_activity timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    figures jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT user_stats_figures_bounded CHECK (((jsonb_typeof(figures) = 'object'::text) AND (pg_column_size(figures) <= 8192)))
);

COMMENT ON TABLE nova.user_stats IS 'Each person''s figures, up to what stats_moves holds; deleted rows do not count, a row counts for its user_id';

COMMENT ON COLUMN nova.user_stats.id IS 'Its id';

COMMENT ON COLUMN nova.user_stats.user_id IS 'Whose figures they are; seen by them alone';

COMMENT ON COLUMN nova.user_stats.last_activity IS 'When they last logged in or refreshed their token; null: never';

COMMENT ON COLUMN nova.user_stats.updated_at IS 'When figures were last folded in; those shown include later changes';

COMMENT ON COLUMN nova.user_stats.figures IS 'Each figure by its name in the API; one that was never counted is absent, and 0';

CREATE TABLE nova.tasks (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    team_id uuid,
    created_by uuid DEFAULT nova.current_user_id(),
    assigned_to uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    holder_id uuid GENERATED ALWAYS AS (COALESCE(assigned_to, user_id)) STORED NOT NULL,
    title text NOT NULL,
    description text,
    type text,
    priority text DEFAULT 'MEDIUM'::text NOT NULL,
    due_date date,
    due_time time without time zone,
    customer_id uuid,
    property_id uuid,
    appointment_id uuid,
    status text DEFAULT 'TODO'::text NOT NULL,
    checklist jsonb DEFAULT '[]'::jsonb NOT NULL,
    attachments jsonb DEFAULT '[]'::jsonb NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    custom_fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    search_text text NOT NULL,
    completed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    due_order timestamp with time zone GENERATED ALWAYS AS ((COALESCE((due_date + COALESCE(due_time, '24:00:00'::time without time zone)), '9999-12-31 00:00:00'::timestamp without time zone) AT TIME ZONE 'UTC'::text)) STORED NOT NULL,
    priority_order timestamp with time zone GENERATED ALWAYS AS ((((created_at AT TIME ZONE 'UTC'::text) + ('1000 years'::interval * (
CASE priority
    WHEN 'HIGH'::text THEN 2
    WHEN 'MEDIUM'::text THEN 1
    ELSE 0
END)::double precision)) AT TIME ZONE 'UTC'::text)) STORED NOT NULL,
    "position" numeric DEFAULT (- EXTRACT(epoch FROM clock_timestamp())) NOT NULL,
    CONSTRAINT tasks_attachments_check CHECK (((jsonb_typeof(attachments) = 'array'::text) AND (jsonb_array_length(attachments) <= 20) AND (length((attachments)::text) <= 32768))),
    CONSTRAINT tasks_checklist_check CHECK (((jsonb_typeof(checklist) = 'array'::text) AND (jsonb_array_length(checklist) <= 100) AND (length((checklist)::text) <= 65536))),
    CONSTRAINT tasks_completed_dated CHECK (((status = 'DONE'::text) = (completed_at IS NOT NULL))),
    CONSTRAINT tasks_custom_fields_bounded CHECK (((jsonb_typeof(custom_fields) = 'object'::text) AND (length((custom_fields)::text) <= 32768))),
    CONSTRAINT tasks_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT tasks_due_date_near CHECK (((due_date >= '1900-01-01'::date) AND (due_date <= '2200-01-01'::date))),
    CONSTRAINT tasks_due_time_needs_date CHECK (((due_time IS NULL) OR (due_date IS NOT NULL))),
    CONSTRAINT tasks_position_check CHECK ((length(("position")::text) <= 1000)),
    CONSTRAINT tasks_priority_check CHECK ((priority = ANY (ARRAY['HIGH'::text, 'MEDIUM'::text, 'LOW'::text]))),
    CONSTRAINT tasks_search_text_check CHECK ((length(search_text) <= 200000)),
    CONSTRAINT tasks_status_check CHECK ((status = ANY (ARRAY['TODO'::text, 'IN_PROGRESS'::text, 'REVIEW'::text, 'DONE'::text, 'CANCELLED'::text]))),
    CONSTRAINT tasks_tags_check CHECK ((cardinality(tags) <= 30)),
    CONSTRAINT tasks_title_check CHECK (((title ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(title) <= 200))),
    CONSTRAINT tasks_type_check CHECK (((length(type) >= 1) AND (length(type) <= 100)))
);

COMMENT ON TABLE nova.tasks IS 'What is to be done: seen by owner, assignee and who created it';

COMMENT ON COLUMN nova.tasks.id IS 'Its id';

COMMENT ON COLUMN nova.tasks.user_id IS 'Who owns it';

COMMENT ON COLUMN nova.tasks.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.tasks.created_by IS 'Who made it; null: the system';

COMMENT ON COLUMN nova.tasks.assigned_to IS 'Who is to do it; null: its owner';

COMMENT ON COLUMN nova.tasks.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.tasks.holder_id IS 'Who works on it: its assignee, else its owner';

COMMENT ON COLUMN nova.tasks.title IS 'What is to be done, in short';

COMMENT ON COLUMN nova.tasks.description IS 'What is to be done, in free words';

COMMENT ON COLUMN nova.tasks.type IS 'Kind of task, in free words; null: none';

COMMENT ON COLUMN nova.tasks.priority IS 'How important it is';

COMMENT ON COLUMN nova.tasks.due_date IS 'A day of its reader''s zone, not an instant';

COMMENT ON COLUMN nova.tasks.due_time IS 'Clock time of its reader''s zone on the due day; null: no particular time';

COMMENT ON COLUMN nova.tasks.customer_id IS 'The customer it is about; null: none named';

COMMENT ON COLUMN nova.tasks.property_id IS 'The property it is about; null: none named';

COMMENT ON COLUMN nova.tasks.appointment_id IS 'The appointment it is about; null: none named';

COMMENT ON COLUMN nova.tasks.status IS 'State of the work';

COMMENT ON COLUMN nova.tasks.checklist IS 'Items to tick off, at most 100';

COMMENT ON COLUMN nova.tasks.attachments IS 'Files that belong to it, at most 20';

COMMENT ON COLUMN nova.tasks.tags IS 'Free labels of the task';

COMMENT ON COLUMN nova.tasks.custom_fields IS 'The client''s own fields, a free object';

COMMENT ON COLUMN nova.tasks.search_text IS 'Title and description, folded for searching';

COMMENT ON COLUMN nova.tasks.completed_at IS 'When it was done; null: it is not done';

COMMENT ON COLUMN nova.tasks.created_at IS 'When it was made';

COMMENT ON COLUMN nova.tasks.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.tasks.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.tasks.version IS 'Counts changes; the ETag';

COMMENT ON COLUMN nova.tasks.due_order IS 'When it is due on its reader''s wall clock, written as UTC: at dueTime, else as dueDate ends; undated ones after all others';

COMMENT ON COLUMN nova.tasks.priority_order IS 'Where it stands by priority, the newest of each first, as one value that a page goes on from';

COMMENT ON COLUMN nova.tasks."position" IS 'Where it stands in its column of the board, from the top down; a new one on top';

CREATE TABLE nova.task_comments (
    id uuid DEFAULT uuidv7() NOT NULL,
    task_id uuid NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    comment text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    mentions uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    edited_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT task_comments_comment_check CHECK (((comment ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(comment) <= 4000))),
    CONSTRAINT task_comments_mentions_check CHECK ((cardinality(mentions) <= 20))
);

COMMENT ON TABLE nova.task_comments IS 'What is said about a task; it follows the task''s visibility';

COMMENT ON COLUMN nova.task_comments.id IS 'Its id';

COMMENT ON COLUMN nova.task_comments.task_id IS 'The task it is about';

COMMENT ON COLUMN nova.task_comments.user_id IS 'Who said it';

COMMENT ON COLUMN nova.task_comments.comment IS 'What is said';

COMMENT ON COLUMN nova.task_comments.created_at IS 'When it was made';

COMMENT ON COLUMN nova.task_comments.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.task_comments.mentions IS 'Whom it speaks to: people who may see the task';

COMMENT ON COLUMN nova.task_comments.edited_at IS 'When its author changed it; null: as it was said';

COMMENT ON COLUMN nova.task_comments.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.task_comments.version IS 'Counts changes; the ETag';

CREATE TABLE nova.teams (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    manager_id uuid NOT NULL,
    company_id uuid,
    logo_url text,
    description text,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deleted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT teams_description_check CHECK ((length(description) <= 4000)),
    CONSTRAINT teams_logo_url_check CHECK ((length(logo_url) <= 2000)),
    CONSTRAINT teams_name_check CHECK (((name ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name) <= 200))),
    CONSTRAINT teams_settings_bounded CHECK (((jsonb_typeof(settings) = 'object'::text) AND (length((settings)::text) <= 32768)))
);

COMMENT ON TABLE nova.teams IS 'Brokers who share customers and stock';

COMMENT ON COLUMN nova.teams.id IS 'Its id';

COMMENT ON COLUMN nova.teams.name IS 'Name of the team';

COMMENT ON COLUMN nova.teams.manager_id IS 'Its leading manager, to whom the rows of leavers go by default';

COMMENT ON COLUMN nova.teams.company_id IS 'The company that owns and pays for it; null: its manager pays';

COMMENT ON COLUMN nova.teams.logo_url IS 'Link to its logo; null: none';

COMMENT ON COLUMN nova.teams.description IS 'What the team is, in free words';

COMMENT ON COLUMN nova.teams.settings IS '{"sharedPool": true} lets brokers see customers who are assigned to nobody';

COMMENT ON COLUMN nova.teams.created_at IS 'When it was made';

COMMENT ON COLUMN nova.teams.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.teams.deleted_at IS 'When it was deleted; null: it was not';

COMMENT ON COLUMN nova.teams.version IS 'Counts changes; the ETag';

CREATE TABLE nova.working_hours (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid DEFAULT nova.current_user_id() NOT NULL,
    day_of_week integer NOT NULL,
    is_working boolean DEFAULT true NOT NULL,
    start_time time without time zone,
    end_time time without time zone,
    break_start time without time zone,
    break_end time without time zone,
    CONSTRAINT working_hours_break CHECK ((((break_start IS NULL) = (break_end IS NULL)) AND ((break_start IS NULL) OR ((break_start >= start_time) AND (break_end <= end_time) AND (break_end > break_start))))),
    CONSTRAINT working_hours_dated CHECK (((NOT is_working) OR ((start_time IS NOT NULL) AND (end_time IS NOT NULL)))),
    CONSTRAINT working_hours_day_of_week_check CHECK (((day_of_week >= 0) AND (day_of_week <= 6))),
    CONSTRAINT working_hours_period CHECK ((end_time > start_time))
);

COMMENT ON TABLE nova.working_hours IS 'When somebody works: seven rows, 0 is Sunday, clock times of Riyadh';

COMMENT ON COLUMN nova.working_hours.id IS 'Its id';

COMMENT ON COLUMN nova.working_hours.user_id IS 'Whose working day it is; seen by them alone';

COMMENT ON COLUMN nova.working_hours.day_of_week IS 'Day of the week: 0 is Sunday, 6 is Saturday';

COMMENT ON COLUMN nova.working_hours.is_working IS 'Whether they work on that day';

COMMENT ON COLUMN nova.working_hours.start_time IS 'When work begins, clock time in Riyadh; null: none';

COMMENT ON COLUMN nova.working_hours.end_time IS 'When work ends, clock time in Riyadh; null: none';

COMMENT ON COLUMN nova.working_hours.break_start IS 'When the break begins, clock time in Riyadh; null: no break';

COMMENT ON COLUMN nova.working_hours.break_end IS 'When the break ends, clock time in Riyadh; null: no break';

CREATE TABLE nova.smart_matches (
    id uuid DEFAULT uuidv7() NOT NULL,
    offer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    broker_id uuid NOT NULL,
    points bigint NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    CONSTRAINT smart_matches_points_check CHECK ((points > 0)),
    CONSTRAINT smart_matches_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'VIEWED'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'EXPIRED'::text])))
);

COMMENT ON TABLE nova.smart_matches IS 'An offer that meets a request, scored; the broker is the request''s owner. 80 bytes of data: keep it so';

COMMENT ON COLUMN nova.smart_matches.id IS 'A uuidv7: says when the match was made';

COMMENT ON COLUMN nova.smart_matches.offer_id IS 'The offer that fits';

COMMENT ON COLUMN nova.smart_matches.request_id IS 'The request it fits';

COMMENT ON COLUMN nova.smart_matches.broker_id IS 'The broker of the request, who accepts or rejects it';

COMMENT ON COLUMN nova.smart_matches.points IS 'From the highest bit: score (bit 56, 0 to 100), likeness (bit 49, 0 to 127, breaks ties), plan (bit 45), and in 1.0 the mask of match_outcomes, in 2.0 five bits a factor of plan_factors';

COMMENT ON COLUMN nova.smart_matches.status IS 'State; a rejected or expired one may come back as a new match';

CREATE TABLE private.demand (
    request_id uuid NOT NULL,
    user_id uuid NOT NULL,
    plan smallint NOT NULL,
    keep integer,
    buys boolean NOT NULL,
    cities bigint[] NOT NULL,
    muted bigint[] NOT NULL,
    districts bigint[] NOT NULL,
    zones bigint[] NOT NULL,
    types bigint[] NOT NULL,
    price_min double precision NOT NULL,
    price_max double precision NOT NULL,
    price_limit double precision NOT NULL,
    price_stated boolean NOT NULL,
    area_min double precision NOT NULL,
    area_max double precision NOT NULL,
    area_limit double precision NOT NULL,
    area_stated boolean NOT NULL,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing bigint,
    features extensions.sparsevec,
    features_count double precision,
    must extensions.sparsevec,
    must_count double precision,
    day double precision NOT NULL,
    likeness extensions.vector(32) NOT NULL,
    floor_points bigint,
    floor_offer uuid,
    reach text NOT NULL,
    keys integer[],
    CONSTRAINT demand_reach_check CHECK ((reach = ANY (ARRAY['TYPE'::text, 'PRICE'::text, 'DISTRICT'::text]))),
    CONSTRAINT demand_words_bounded CHECK (((cardinality(cities) <= 200) AND (cardinality(muted) <= 100) AND (cardinality(districts) <= 2000) AND (cardinality(zones) <= 2000) AND (cardinality(types) <= 100) AND (cardinality(keys) <= 4000)))
)
WITH (fillfactor='80');

COMMENT ON TABLE private.demand IS 'Every open request as the matcher reads it: words as codes, bounds folded for its plan; written by the worker only';

COMMENT ON COLUMN private.demand.keep IS 'How many open matches it keeps; null keeps every one (exact mode)';

COMMENT ON COLUMN private.demand.price_max IS 'The dearest price that is fully met, as stated; what the financing reaches is scored when the request''s own side reads';

COMMENT ON COLUMN private.demand.price_limit IS 'The dearest price that is not refused';

COMMENT ON COLUMN private.demand.day IS 'When it was filed, in days since 1970';

COMMENT ON COLUMN private.demand.floor_points IS 'With floor_offer: the last pair it keeps, when others are left out; null when none is';

COMMENT ON COLUMN private.demand.reach IS 'How far a home may be from it and still enter: see private.demand_reach';

COMMENT ON COLUMN private.demand.keys IS 'What a home finds it by in algorithm 1.0: see private.demand_keys; null in 2.0, which has demand_cells';

CREATE TABLE private.match_plans (
    plan smallint NOT NULL,
    version text NOT NULL,
    is_default boolean NOT NULL,
    stored_from smallint NOT NULL,
    shown_from smallint NOT NULL,
    keep integer NOT NULL,
    reoffer_price_drop double precision NOT NULL,
    reoffer_score_rise smallint NOT NULL,
    mask_points bigint[],
    district double precision,
    price double precision,
    area double precision,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing double precision,
    features double precision,
    freshness double precision,
    unstated double precision,
    district_unstated double precision,
    district_near double precision,
    price_tolerance double precision,
    area_tolerance double precision,
    room_short double precision,
    age_years double precision,
    fresh_days double precision,
    stale_days double precision,
    CONSTRAINT match_plans_add_up CHECK ((((((((((district + price) + area) + bedrooms) + bathrooms) + age) + facing) + features) + freshness) = (100)::double precision)),
    CONSTRAINT match_plans_check CHECK ((shown_from >= stored_from)),
    CONSTRAINT match_plans_keep_check CHECK (((keep >= 1) AND (keep <= 1000))),
    CONSTRAINT match_plans_mask_points_check CHECK ((cardinality(mask_points) = 64)),
    CONSTRAINT match_plans_plan_check CHECK (((plan >= 1) AND (plan <= 15))),
    CONSTRAINT match_plans_points_fit CHECK ((GREATEST(district, price, area, bedrooms, bathrooms, age, facing, features, freshness) <= (31)::double precision)),
    CONSTRAINT match_plans_stored_from_check CHECK (((stored_from >= 0) AND (stored_from <= 100))),
    CONSTRAINT match_plans_version_bounded CHECK ((length(version) <= 20))
);

COMMENT ON TABLE private.match_plans IS 'How a pair is scored, a row a version of the algorithm: weights in points, tolerances as shares; changed by migrations only. 1.0 has its rules in match_factors';

COMMENT ON COLUMN private.match_plans.keep IS 'How many of the best open matches a request keeps in bounded mode';

COMMENT ON COLUMN private.match_plans.mask_points IS 'Algorithm 1.0: smart_matches.points of each of the 64 outcomes, from mask 0 on';

COMMENT ON COLUMN private.match_plans.unstated IS 'Share of a weight that a wish counts which the buyer did not state';

COMMENT ON COLUMN private.match_plans.district_near IS 'Share of the weight for a district in the same part of the city';

COMMENT ON COLUMN private.match_plans.price_tolerance IS 'How far beyond a bound the price counts, as a share of the bound; above the maximum it is a gate';

COMMENT ON COLUMN private.match_plans.room_short IS 'Share that each missing room takes';

COMMENT ON COLUMN private.match_plans.fresh_days IS 'Days before the request in which an offer counts as new';

COMMENT ON COLUMN private.match_plans.stale_days IS 'Days over which it then falls to nothing';

CREATE TABLE private.demand_cells (
    key bigint NOT NULL,
    price_limit double precision NOT NULL,
    price_low double precision NOT NULL,
    area_limit double precision NOT NULL,
    request_id uuid NOT NULL
);

COMMENT ON TABLE private.demand_cells IS 'Where a home finds a request of algorithm 2.0: a row for each wanted city, or district, with each wanted type, and the gates of price and area; one index range answers, without the rows';

COMMENT ON COLUMN private.demand_cells.price_low IS 'SAR from which a home can still enter: 0 until the floor is over what one without price points reaches';

CREATE TABLE nova.effective_rights (
    user_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    whole text[] NOT NULL,
    held text[] NOT NULL,
    pooled boolean NOT NULL,
    masked boolean NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT effective_rights_held_check CHECK ((cardinality(held) <= 200)),
    CONSTRAINT effective_rights_whole_check CHECK ((cardinality(whole) <= 200))
);

COMMENT ON TABLE nova.effective_rights IS 'What everybody may do in each scope of theirs, as roles, overrides, companies and broken glass have it: worked out by private.derive_rights, kept by private.keep_rights';

COMMENT ON COLUMN nova.effective_rights.scope_id IS 'The user themselves, or a team';

COMMENT ON COLUMN nova.effective_rights.whole IS 'Permissions on every row of the scope';

COMMENT ON COLUMN nova.effective_rights.held IS 'Permissions on the rows they hold there';

COMMENT ON COLUMN nova.effective_rights.pooled IS 'Whether the team shares the customers whom nobody was given';

COMMENT ON COLUMN nova.effective_rights.masked IS 'Whether they see its customers without phones';

COMMENT ON COLUMN nova.effective_rights.until IS 'When it ends by itself: broken glass does';

CREATE TABLE private.stock (
    property_id uuid NOT NULL,
    offer_id uuid,
    user_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    city_word bigint NOT NULL,
    district_word bigint NOT NULL,
    type_word bigint NOT NULL,
    residential boolean NOT NULL,
    sells boolean NOT NULL,
    city bigint NOT NULL,
    district bigint NOT NULL,
    zone bigint,
    type bigint NOT NULL,
    price double precision NOT NULL,
    area double precision NOT NULL,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing bigint,
    features extensions.sparsevec NOT NULL,
    min_score smallint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    day double precision NOT NULL,
    likeness extensions.vector(32) NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.02');

COMMENT ON TABLE private.stock IS 'Every live property as the matcher reads it, with its offer while that is open; written by the worker only';

COMMENT ON COLUMN private.stock.offer_id IS 'The offer that is in the market: active, unexpired when written, with a place left';

COMMENT ON COLUMN private.stock.likeness IS 'Where the home lies among all homes: L2 distance says how different two are';

CREATE TABLE private.reminders (
    id uuid DEFAULT uuidv7() NOT NULL,
    entity text NOT NULL,
    entity_id uuid NOT NULL,
    user_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT reminders_entity_check CHECK ((entity = ANY (ARRAY['appointment'::text, 'task'::text, 'ad_licence'::text, 'fal_licence'::text])))
);

COMMENT ON TABLE private.reminders IS 'Whom to remind of what, and when: made anew by triggers as their rows change, sent once';

CREATE TABLE nova.appointment_series (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    team_id uuid,
    scope_id uuid GENERATED ALWAYS AS (COALESCE(team_id, user_id)) STORED NOT NULL,
    rrule text NOT NULL,
    starts_at timestamp without time zone NOT NULL,
    timezone text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT appointment_series_rrule_check CHECK (((length(rrule) >= 1) AND (length(rrule) <= 500))),
    CONSTRAINT appointment_series_timezone_check CHECK (((length(timezone) <= 50) AND nova.is_zone(timezone)))
);

COMMENT ON TABLE nova.appointment_series IS 'How appointments come again; each occurrence is a row of its own';

COMMENT ON COLUMN nova.appointment_series.id IS 'Its id';

COMMENT ON COLUMN nova.appointment_series.user_id IS 'Whose calendar it is in';

COMMENT ON COLUMN nova.appointment_series.team_id IS 'The team it belongs to; null: its owner''s own';

COMMENT ON COLUMN nova.appointment_series.scope_id IS 'To whom it belongs: its team, else its owner';

COMMENT ON COLUMN nova.appointment_series.rrule IS 'RFC 5545 rule: DAILY, WEEKLY or MONTHLY, at most 200 occurrences in two years';

COMMENT ON COLUMN nova.appointment_series.starts_at IS 'Wall-clock time of its first occurrence in its zone, DTSTART of RFC 5545';

COMMENT ON COLUMN nova.appointment_series.timezone IS 'Name of the time zone by whose clock it comes again';

COMMENT ON COLUMN nova.appointment_series.created_at IS 'When it was made';

COMMENT ON COLUMN nova.appointment_series.updated_at IS 'When its rule last changed';

CREATE TABLE private.match_queue (
    id bigint NOT NULL,
    property_id uuid,
    request_id uuid,
    queued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    error text,
    owner_id uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid NOT NULL,
    CONSTRAINT match_queue_error_bounded CHECK ((length(error) <= 4000)),
    CONSTRAINT match_queue_one_of_two CHECK ((num_nonnulls(property_id, request_id) = 1))
);

COMMENT ON TABLE private.match_queue IS 'Properties and requests that wait to be matched; a row is gone when its matches are committed';

COMMENT ON COLUMN private.match_queue.error IS 'Why it could not be matched: set aside, for a person to look at';

COMMENT ON COLUMN private.match_queue.owner_id IS 'Whose thing it is: turns go round by it';

CREATE TABLE nova.analytics_events (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid,
    session_id text,
    event_type text NOT NULL,
    event_category text,
    event_action text,
    event_label text,
    page_url text,
    page_title text,
    referrer text,
    user_agent text,
    device_type text,
    browser text,
    os text,
    ip_address inet,
    country text,
    city text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT analytics_events_browser_check CHECK ((length(browser) <= 100)),
    CONSTRAINT analytics_events_city_check CHECK ((length(city) <= 100)),
    CONSTRAINT analytics_events_country_check CHECK ((length(country) <= 100)),
    CONSTRAINT analytics_events_device_type_check CHECK ((length(device_type) <= 50)),
    CONSTRAINT analytics_events_event_action_check CHECK ((length(event_action) <= 100)),
    CONSTRAINT analytics_events_event_category_check CHECK ((length(event_category) <= 100)),
    CONSTRAINT analytics_events_event_label_check CHECK ((length(event_label) <= 200)),
    CONSTRAINT analytics_events_event_type_check CHECK (((length(event_type) >= 1) AND (length(event_type) <= 100))),
    CONSTRAINT analytics_events_metadata_check CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (length((metadata)::text) <= 8192))),
    CONSTRAINT analytics_events_os_check CHECK ((length(os) <= 100)),
    CONSTRAINT analytics_events_page_title_check CHECK ((length(page_title) <= 300)),
    CONSTRAINT analytics_events_page_url_check CHECK ((length(page_url) <= 2000)),
    CONSTRAINT analytics_events_referrer_check CHECK ((length(referrer) <= 2000)),
    CONSTRAINT analytics_events_session_id_check CHECK ((length(session_id) <= 100)),
    CONSTRAINT analytics_events_user_agent_check CHECK ((length(user_agent) <= 400))
)
PARTITION BY RANGE (created_at);

COMMENT ON TABLE nova.analytics_events IS 'What people did in the app; only ever added to, the address is cut after 30 days';

CREATE TABLE nova.analytics_events_default (
    id uuid DEFAULT uuidv7() CONSTRAINT analytics_events_id_not_null NOT NULL,
    user_id uuid,
    session_id text,
    event_type text CONSTRAINT analytics_events_event_type_not_null NOT NULL,
    event_category text,
    event_action text,
    event_label text,
    page_url text,
    page_title text,
    referrer text,
    user_agent text,
    device_type text,
    browser text,
    os text,
    ip_address inet,
    country text,
    city text,
    metadata jsonb DEFAULT '{}'::jsonb CONSTRAINT analytics_events_metadata_not_null NOT NULL,
    created_at timestamp with time zone DEFAULT now() CONSTRAINT analytics_events_created_at_not_null NOT NULL,
    CONSTRAINT analytics_events_browser_check CHECK ((length(browser) <= 100)),
    CONSTRAINT analytics_events_city_check CHECK ((length(city) <= 100)),
    CONSTRAINT analytics_events_country_check CHECK ((length(country) <= 100)),
    CONSTRAINT analytics_events_device_type_check CHECK ((length(device_type) <= 50)),
    CONSTRAINT analytics_events_event_action_check CHECK ((length(event_action) <= 100)),
    CONSTRAINT analytics_events_event_category_check CHECK ((length(event_category) <= 100)),
    CONSTRAINT analytics_events_event_label_check CHECK ((length(event_label) <= 200)),
    CONSTRAINT analytics_events_event_type_check CHECK (((length(event_type) >= 1) AND (length(event_type) <= 100))),
    CONSTRAINT analytics_events_metadata_check CHECK (((jsonb_typeof(metadata) = 'object'::text) AND (length((metadata)::text) <= 8192))),
    CONSTRAINT analytics_events_os_check CHECK ((length(os) <= 100)),
    CONSTRAINT analytics_events_page_title_check CHECK ((length(page_title) <= 300)),
    CONSTRAINT analytics_events_page_url_check CHECK ((length(page_url) <= 2000)),
    CONSTRAINT analytics_events_referrer_check CHECK ((length(referrer) <= 2000)),
    CONSTRAINT analytics_events_session_id_check CHECK ((length(session_id) <= 100)),
    CONSTRAINT analytics_events_user_agent_check CHECK ((length(user_agent) <= 400))
);

COMMENT ON TABLE nova.analytics_events_default IS 'Events of a month without a partition of its own';

CREATE TABLE nova.audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor_id uuid,
    actor_kind text NOT NULL,
    session_id uuid,
    request_id text,
    ip inet,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    team_id uuid,
    before jsonb,
    after jsonb,
    reason text,
    CONSTRAINT audit_log_action_check CHECK ((action = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text, 'READ'::text]))),
    CONSTRAINT audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['USER'::text, 'ADMIN'::text, 'SYSTEM'::text, 'API_KEY'::text]))),
    CONSTRAINT audit_log_bounded CHECK (((length(entity_type) <= 63) AND (pg_column_size(before) <= 1048576) AND (pg_column_size(after) <= 1048576))),
    CONSTRAINT audit_log_reason_check CHECK ((length(reason) <= 500)),
    CONSTRAINT audit_log_request_id_check CHECK ((length(request_id) <= 100))
)
PARTITION BY RANGE (at);

COMMENT ON TABLE nova.audit_log IS 'Every change of a business row, and every look of an administrator at other people''s rows; only ever added to';

COMMENT ON COLUMN nova.audit_log.id IS 'Its id, a running number';

COMMENT ON COLUMN nova.audit_log.at IS 'When the change was written, not when it committed';

COMMENT ON COLUMN nova.audit_log.actor_id IS 'Who did it; no reference, so that it outlives the account; null for the system';

COMMENT ON COLUMN nova.audit_log.actor_kind IS 'USER, ADMIN, SYSTEM for the worker and migrations, API_KEY';

COMMENT ON COLUMN nova.audit_log.session_id IS 'The device that asked';

COMMENT ON COLUMN nova.audit_log.request_id IS 'X-Request-ID of the request: the caller''s word where it sent one; the same as in the log';

COMMENT ON COLUMN nova.audit_log.ip IS 'The caller''s address, by the trusted proxies';

COMMENT ON COLUMN nova.audit_log.action IS 'INSERT, UPDATE, DELETE; READ for a look through broken glass';

COMMENT ON COLUMN nova.audit_log.entity_type IS 'The table, or scope for a READ';

COMMENT ON COLUMN nova.audit_log.entity_id IS 'Id of the row; of the person or team for a READ';

COMMENT ON COLUMN nova.audit_log.team_id IS 'The row''s team, where it has one';

COMMENT ON COLUMN nova.audit_log.before IS 'Old values of the changed keys; secrets, id numbers and contacts as ***';

COMMENT ON COLUMN nova.audit_log.after IS 'New values of the changed keys; secrets, id numbers and contacts as ***';

COMMENT ON COLUMN nova.audit_log.reason IS 'Why an administrator looked';

CREATE TABLE nova.audit_log_default (
    id bigint CONSTRAINT audit_log_id_not_null NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT audit_log_at_not_null NOT NULL,
    actor_id uuid,
    actor_kind text CONSTRAINT audit_log_actor_kind_not_null NOT NULL,
    session_id uuid,
    request_id text,
    ip inet,
    action text CONSTRAINT audit_log_action_not_null NOT NULL,
    entity_type text CONSTRAINT audit_log_entity_type_not_null NOT NULL,
    entity_id uuid CONSTRAINT audit_log_entity_id_not_null NOT NULL,
    team_id uuid,
    before jsonb,
    after jsonb,
    reason text,
    CONSTRAINT audit_log_action_check CHECK ((action = ANY (ARRAY['INSERT'::text, 'UPDATE'::text, 'DELETE'::text, 'READ'::text]))),
    CONSTRAINT audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['USER'::text, 'ADMIN'::text, 'SYSTEM'::text, 'API_KEY'::text]))),
    CONSTRAINT audit_log_bounded CHECK (((length(entity_type) <= 63) AND (pg_column_size(before) <= 1048576) AND (pg_column_size(after) <= 1048576))),
    CONSTRAINT audit_log_reason_check CHECK ((length(reason) <= 500)),
    CONSTRAINT audit_log_request_id_check CHECK ((length(request_id) <= 100))
);

COMMENT ON TABLE nova.audit_log_default IS 'Audit of a month without a partition of its own';

ALTER TABLE nova.audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME nova.audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.cities (
    id bigint NOT NULL,
    region_id smallint NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    other_names text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT cities_name_ar_check CHECK (((name_ar ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_ar) <= 100))),
    CONSTRAINT cities_name_en_check CHECK (((name_en ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_en) <= 100))),
    CONSTRAINT cities_other_names_check CHECK ((cardinality(other_names) <= 20))
);

COMMENT ON TABLE nova.cities IS 'Cities and towns; the shipped ones first, the largest first, imported ones after';

COMMENT ON COLUMN nova.cities.id IS 'Its id';

COMMENT ON COLUMN nova.cities.region_id IS 'The region it lies in';

COMMENT ON COLUMN nova.cities.name_ar IS 'Name in Arabic';

COMMENT ON COLUMN nova.cities.name_en IS 'Name in English';

COMMENT ON COLUMN nova.cities.other_names IS 'Further names that mean this city; in no answer';

ALTER TABLE nova.cities ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME nova.cities_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.districts (
    id bigint NOT NULL,
    city_id bigint NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    zone text,
    CONSTRAINT districts_name_ar_check CHECK (((name_ar ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_ar) <= 100))),
    CONSTRAINT districts_name_en_check CHECK (((name_en ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_en) <= 100))),
    CONSTRAINT districts_zone_check CHECK ((zone = ANY (ARRAY['NORTH'::text, 'SOUTH'::text, 'EAST'::text, 'WEST'::text, 'CENTRE'::text])))
);

COMMENT ON TABLE nova.districts IS 'Districts of a city, without the word حي';

COMMENT ON COLUMN nova.districts.id IS 'Its id';

COMMENT ON COLUMN nova.districts.city_id IS 'The city it lies in';

COMMENT ON COLUMN nova.districts.name_ar IS 'Name in Arabic, without the word حي';

COMMENT ON COLUMN nova.districts.name_en IS 'Name in English';

COMMENT ON COLUMN nova.districts.zone IS 'The part of the city as people speak of it; districts of one part are neighbours to the matcher';

ALTER TABLE nova.districts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME nova.districts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.enum_labels (
    enum text NOT NULL,
    place integer NOT NULL,
    value text NOT NULL,
    label_ar text NOT NULL,
    label_en text NOT NULL,
    CONSTRAINT enum_labels_bounded CHECK (((length(enum) <= 100) AND (length(value) <= 100) AND (length(label_ar) <= 200) AND (length(label_en) <= 200)))
);

COMMENT ON TABLE nova.enum_labels IS 'What a client shows for each value of the CHECKed columns';

COMMENT ON COLUMN nova.enum_labels.enum IS 'Name of the list, such as customerStatus';

COMMENT ON COLUMN nova.enum_labels.place IS 'Where it stands in its list, from 1';

COMMENT ON COLUMN nova.enum_labels.value IS 'The value as the API says it';

COMMENT ON COLUMN nova.enum_labels.label_ar IS 'What to show for it in Arabic';

COMMENT ON COLUMN nova.enum_labels.label_en IS 'What to show for it in English';

CREATE TABLE nova.events (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    event text NOT NULL,
    entity text NOT NULL,
    entity_id uuid NOT NULL,
    recipients uuid[] NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT events_bounded CHECK (((length(event) <= 100) AND (length(entity) <= 50) AND (pg_column_size(data) <= 1048576) AND (cardinality(recipients) <= 100000)))
)
PARTITION BY RANGE (at);

COMMENT ON TABLE nova.events IS 'Every change that a client may follow, in the order of its row';

COMMENT ON COLUMN nova.events.id IS 'Drawn under the row lock: orders the events of one row, nothing more';

COMMENT ON COLUMN nova.events.xid IS 'The top transaction: what the reader''s snapshot is compared with';

COMMENT ON COLUMN nova.events.recipients IS 'The users who get it, worked out when it was written';

ALTER TABLE nova.events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME nova.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.match_answers (
    id uuid NOT NULL,
    viewed_at timestamp with time zone,
    accepted_at timestamp with time zone,
    rejected_at timestamp with time zone,
    rejected_reason text,
    price bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    rejected_by uuid,
    CONSTRAINT match_answers_rejected_reason_check CHECK ((length(rejected_reason) <= 200))
);

COMMENT ON TABLE nova.match_answers IS 'What people did with a match; no row while nobody has looked';

COMMENT ON COLUMN nova.match_answers.id IS 'The match''s';

COMMENT ON COLUMN nova.match_answers.viewed_at IS 'When its broker first opened, kept or accepted it; null: not yet';

COMMENT ON COLUMN nova.match_answers.accepted_at IS 'When it was accepted, also if a side stepped back since';

COMMENT ON COLUMN nova.match_answers.rejected_at IS 'When it was turned down or stepped back from; null: neither';

COMMENT ON COLUMN nova.match_answers.rejected_reason IS 'Why it was turned down or stepped back from; shown to who said it';

COMMENT ON COLUMN nova.match_answers.price IS 'SAR asked when it was rejected: 5 % less may offer it again';

COMMENT ON COLUMN nova.match_answers.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.match_answers.version IS 'Counts what people did with it; the ETag';

COMMENT ON COLUMN nova.match_answers.rejected_by IS 'Who turned it down or stepped back; the reason is theirs to read';

CREATE TABLE nova.match_reveals (
    id bigint NOT NULL,
    match_id uuid NOT NULL,
    user_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    details jsonb NOT NULL,
    revealed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT match_reveals_details_bounded CHECK ((pg_column_size(details) <= 262144))
);

COMMENT ON TABLE nova.match_reveals IS 'Which details of the offer and which partner each side came to see, and when; stays after a withdrawal';

ALTER TABLE nova.match_reveals ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME nova.match_reveals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.match_settings (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    algorithm text DEFAULT '2.0'::text NOT NULL,
    mode text DEFAULT 'BOUNDED'::text NOT NULL,
    min_score smallint,
    muted_cities text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT match_settings_min_score_check CHECK (((min_score >= 50) AND (min_score <= 100))),
    CONSTRAINT match_settings_mode_check CHECK ((mode = ANY (ARRAY['BOUNDED'::text, 'EXACT'::text]))),
    CONSTRAINT match_settings_muted_cities_check CHECK ((cardinality(muted_cities) <= 50))
);

COMMENT ON TABLE nova.match_settings IS 'How one broker wants to be matched; no row is the default plan';

COMMENT ON COLUMN nova.match_settings.id IS 'Its id';

COMMENT ON COLUMN nova.match_settings.user_id IS 'Whose settings they are';

COMMENT ON COLUMN nova.match_settings.algorithm IS 'Version of the scoring that their requests are matched by';

COMMENT ON COLUMN nova.match_settings.mode IS 'BOUNDED keeps the best of each request, EXACT every pair at or over the threshold, as the original request does';

COMMENT ON COLUMN nova.match_settings.min_score IS 'Matches below are not shown nor announced; null is the plan''s own threshold';

COMMENT ON COLUMN nova.match_settings.muted_cities IS 'Cities where no match is made for them, by name in any spelling';

COMMENT ON COLUMN nova.match_settings.updated_at IS 'When it last changed';

COMMENT ON COLUMN nova.match_settings.version IS 'Stays 1: settings are saved whole, without an ETag';

CREATE TABLE nova.otp_codes (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    type text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used boolean DEFAULT false NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    asked_from text DEFAULT 'unknown'::text NOT NULL,
    attempts_elsewhere integer DEFAULT 0 NOT NULL,
    CONSTRAINT otp_codes_asked_from_check CHECK ((length(asked_from) <= 60)),
    CONSTRAINT otp_codes_attempts_check CHECK (((attempts >= 0) AND (attempts <= 5))),
    CONSTRAINT otp_codes_attempts_elsewhere_check CHECK (((attempts_elsewhere >= 0) AND (attempts_elsewhere <= 5))),
    CONSTRAINT otp_codes_code_hash_check CHECK ((length(code_hash) = 32)),
    CONSTRAINT otp_codes_type_check CHECK ((type = ANY (ARRAY['EMAIL_VERIFICATION'::text, 'PHONE_VERIFICATION'::text, 'PASSWORD_RESET'::text])))
);

COMMENT ON TABLE nova.otp_codes IS 'One-time codes: one unused code a user and purpose, ten minutes, five tries';

COMMENT ON COLUMN nova.otp_codes.code_hash IS 'HMAC-SHA256 of id and code under a key the database does not keep';

COMMENT ON COLUMN nova.otp_codes.attempts IS 'Wrong tries from the network that asked for it';

COMMENT ON COLUMN nova.otp_codes.asked_from IS 'The network that asked for it (private.client_network)';

COMMENT ON COLUMN nova.otp_codes.attempts_elsewhere IS 'Wrong tries from all others together';

ALTER TABLE nova.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME nova.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE nova.platform_holidays (
    id uuid DEFAULT uuidv7() NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    is_yearly boolean DEFAULT false NOT NULL,
    CONSTRAINT platform_holidays_name_ar_check CHECK (((length(name_ar) >= 1) AND (length(name_ar) <= 200))),
    CONSTRAINT platform_holidays_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 200))),
    CONSTRAINT platform_holidays_period CHECK (((end_date >= start_date) AND (end_date <= (start_date + 30))))
);

COMMENT ON TABLE nova.platform_holidays IS 'Public holidays; yearly ones by their Gregorian day, others as they are announced';

COMMENT ON COLUMN nova.platform_holidays.id IS 'Its id';

COMMENT ON COLUMN nova.platform_holidays.name_ar IS 'Its name in Arabic';

COMMENT ON COLUMN nova.platform_holidays.name_en IS 'Its name in English';

COMMENT ON COLUMN nova.platform_holidays.start_date IS 'Its first day';

COMMENT ON COLUMN nova.platform_holidays.end_date IS 'Its last day';

COMMENT ON COLUMN nova.platform_holidays.is_yearly IS 'Whether it comes every year on these days';

CREATE TABLE nova.regions (
    id smallint NOT NULL,
    name_ar text NOT NULL,
    name_en text NOT NULL,
    CONSTRAINT regions_name_ar_check CHECK (((name_ar ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_ar) <= 100))),
    CONSTRAINT regions_name_en_check CHECK (((name_en ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(name_en) <= 100)))
);

COMMENT ON TABLE nova.regions IS 'The 13 regions; the id is the number in ISO 3166-2:SA';

COMMENT ON COLUMN nova.regions.id IS 'Its number in ISO 3166-2:SA';

COMMENT ON COLUMN nova.regions.name_ar IS 'Name in Arabic';

COMMENT ON COLUMN nova.regions.name_en IS 'Name in English';

CREATE TABLE nova.sessions (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    family_id uuid NOT NULL,
    refresh_hash bytea NOT NULL,
    user_agent text,
    ip inet,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    rotated_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoke_reason text,
    logged_in_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT sessions_refresh_hash_check CHECK ((length(refresh_hash) = 32)),
    CONSTRAINT sessions_revoke_reason_check CHECK ((revoke_reason = ANY (ARRAY['LOGOUT'::text, 'LOGOUT_ALL'::text, 'DEVICE_REMOVED'::text, 'PASSWORD_CHANGED'::text, 'REUSED'::text, 'SUSPENDED'::text]))),
    CONSTRAINT sessions_user_agent_check CHECK ((length(user_agent) <= 400))
);

COMMENT ON TABLE nova.sessions IS 'One row a refresh token; a family is one device, and its newest unrotated row is live';

COMMENT ON COLUMN nova.sessions.id IS 'Its id; the next refresh of the device makes another';

COMMENT ON COLUMN nova.sessions.user_id IS 'Whose device it is';

COMMENT ON COLUMN nova.sessions.family_id IS 'The device: the same for all tokens since it logged in';

COMMENT ON COLUMN nova.sessions.refresh_hash IS 'SHA-256 of the refresh token';

COMMENT ON COLUMN nova.sessions.user_agent IS 'What the device calls itself (User-Agent); null: nothing';

COMMENT ON COLUMN nova.sessions.ip IS 'Address it logged in or refreshed from; null: not known';

COMMENT ON COLUMN nova.sessions.created_at IS 'When this token was made, by log-in or refresh';

COMMENT ON COLUMN nova.sessions.last_used_at IS 'When the device last logged in or refreshed; other requests do not count';

COMMENT ON COLUMN nova.sessions.expires_at IS 'When it ends unless the token is refreshed before';

COMMENT ON COLUMN nova.sessions.rotated_at IS 'When this token was exchanged for its child; used again 10 s later it revokes the family';

COMMENT ON COLUMN nova.sessions.revoked_at IS 'When it was ended before its time; null: it was not';

COMMENT ON COLUMN nova.sessions.revoke_reason IS 'Why it was ended before its time; in no answer';

COMMENT ON COLUMN nova.sessions.logged_in_at IS 'When its device logged in: the same for all tokens of a family';

COMMENT ON COLUMN nova.sessions.used_at IS 'When its tokens were first used; null: maybe the answer that carried them was lost';

CREATE TABLE nova.team_permissions (
    id uuid DEFAULT uuidv7() NOT NULL,
    team_member_id uuid NOT NULL,
    permissions jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT team_permissions_bounded CHECK ((pg_column_size(permissions) <= 16384)),
    CONSTRAINT team_permissions_permissions_check CHECK ((jsonb_typeof(permissions) = 'object'::text))
);

COMMENT ON TABLE nova.team_permissions IS 'What one member may do beyond or short of their role: {"customers.read": "WHOLE"|"HELD"|"NONE"}';

COMMENT ON COLUMN nova.team_permissions.id IS 'Its id';

COMMENT ON COLUMN nova.team_permissions.team_member_id IS 'The member whose overrides they are';

COMMENT ON COLUMN nova.team_permissions.permissions IS 'Reach by permission, replaced whole; what is absent is the role''s default';

COMMENT ON COLUMN nova.team_permissions.created_at IS 'When it was made';

COMMENT ON COLUMN nova.team_permissions.updated_at IS 'When it last changed';

CREATE TABLE nova.words (
    vocabulary text NOT NULL,
    place integer NOT NULL,
    key text NOT NULL,
    ar text NOT NULL,
    en text NOT NULL,
    parent text,
    CONSTRAINT words_ar_check CHECK ((length(ar) <= 100)),
    CONSTRAINT words_en_check CHECK ((length(en) <= 100)),
    CONSTRAINT words_key_check CHECK (((key ~ '^[A-Z][A-Z0-9_]*$'::text) AND (length(key) <= 50))),
    CONSTRAINT words_parent_check CHECK ((length(parent) <= 50)),
    CONSTRAINT words_vocabulary_check CHECK ((vocabulary = ANY (ARRAY['propertyType'::text, 'propertyCategory'::text, 'customerCategory'::text, 'interestLevel'::text, 'source'::text, 'facing'::text, 'urgency'::text, 'feature'::text, 'amenity'::text])))
);

COMMENT ON TABLE nova.words IS 'The words that a picker offers; what is kept is the Arabic, as the original request has it';

COMMENT ON COLUMN nova.words.vocabulary IS 'Which list it is of';

COMMENT ON COLUMN nova.words.place IS 'Its place in the list';

COMMENT ON COLUMN nova.words.key IS 'What clients may say instead of the word';

COMMENT ON COLUMN nova.words.ar IS 'The word that is kept';

COMMENT ON COLUMN nova.words.en IS 'In English';

COMMENT ON COLUMN nova.words.parent IS 'Of a property type: the key of its category';

CREATE TABLE private.applied_logic (
    one boolean DEFAULT true NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT applied_logic_bounded CHECK ((length(sha256) <= 64)),
    CONSTRAINT applied_logic_one_check CHECK (one)
);

COMMENT ON TABLE private.applied_logic IS 'Hash of the sql/ folder that the database now holds; one row';

CREATE TABLE private.applied_migrations (
    migration_id text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT applied_migrations_bounded CHECK (((length(migration_id) <= 200) AND (length(sha256) <= 64)))
);

COMMENT ON TABLE private.applied_migrations IS 'What each applied migration said, so that a file changed afterwards is refused';

CREATE TABLE private.auth_attempts (
    bucket text NOT NULL,
    used integer NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT auth_attempts_bucket_bounded CHECK ((length(bucket) <= 1000)),
    CONSTRAINT auth_attempts_used_check CHECK ((used > 0))
);

COMMENT ON TABLE private.auth_attempts IS 'Rate counters, one a bucket (what:who); in the database, so they hold across processes';

CREATE TABLE private.bad_addresses (
    channel text NOT NULL,
    address text NOT NULL,
    failures integer NOT NULL,
    last_error text,
    failed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT bad_addresses_address_check CHECK ((length(address) <= 400)),
    CONSTRAINT bad_addresses_channel_check CHECK ((channel ~ '^[a-z]{1,20}$'::text)),
    CONSTRAINT bad_addresses_last_error_check CHECK ((length(last_error) <= 500))
);

COMMENT ON TABLE private.bad_addresses IS 'Phones and mail addresses that providers refused for good, and how often in a row';

CREATE TABLE private.broken_glass (
    id uuid DEFAULT uuidv7() NOT NULL,
    admin_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '00:15:00'::interval) NOT NULL,
    CONSTRAINT broken_glass_reason_check CHECK (((reason ~ '[^\s\u0001-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'::text) AND (length(reason) <= 500)))
);

COMMENT ON TABLE private.broken_glass IS 'An administrator reads one person''s or team''s rows for 15 minutes, with a reason; every request meanwhile is audited';

COMMENT ON COLUMN private.broken_glass.scope_id IS 'The user or the team whose rows are read';

CREATE TABLE private.city_names (
    key text NOT NULL,
    city_id bigint NOT NULL,
    CONSTRAINT city_names_key_bounded CHECK ((length(key) <= 2000))
);

COMMENT ON TABLE private.city_names IS 'Every folded name that means one city; of two cities of one name the first listed has it';

CREATE TABLE private.clock_items (
    name text NOT NULL,
    every interval NOT NULL,
    next_run timestamp with time zone DEFAULT now() NOT NULL,
    last_run timestamp with time zone,
    took interval,
    lag interval,
    runs bigint DEFAULT 0 NOT NULL,
    failures bigint DEFAULT 0 NOT NULL,
    last_error text,
    CONSTRAINT clock_items_every_check CHECK ((every > '00:00:00'::interval)),
    CONSTRAINT clock_items_last_error_check CHECK ((length(last_error) <= 500)),
    CONSTRAINT clock_items_name_check CHECK ((name ~ '^[a-z_]{1,60}$'::text))
);

COMMENT ON TABLE private.clock_items IS 'What nova.tick does: each a function of its own, with when it last ran, how long it took, how late it was and why it failed last; null: it did not';

CREATE TABLE private.codes (
    id bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    CONSTRAINT codes_key_bounded CHECK ((length(key) <= 2100)),
    CONSTRAINT codes_kind_check CHECK ((kind = ANY (ARRAY['WORD'::text, 'CITY'::text, 'DISTRICT'::text, 'ZONE'::text, 'TYPE'::text, 'FEATURE'::text, 'FACING'::text])))
);

COMMENT ON TABLE private.codes IS 'A number for every word that is compared: WORD letter for letter (algorithm 1.0), the others folded (2.0)';

ALTER TABLE private.codes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME private.codes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE private.delivery_reports (
    provider text NOT NULL,
    provider_message_id text NOT NULL,
    state text NOT NULL,
    error text,
    reported_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT delivery_reports_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT delivery_reports_provider_check CHECK ((length(provider) <= 100)),
    CONSTRAINT delivery_reports_provider_message_id_check CHECK ((length(provider_message_id) <= 300)),
    CONSTRAINT delivery_reports_state_check CHECK ((state = ANY (ARRAY['DELIVERED'::text, 'FAILED'::text])))
);

COMMENT ON TABLE private.delivery_reports IS 'Reports of messages that are not known, or not yet';

CREATE TABLE private.district_names (
    city_id bigint NOT NULL,
    key text NOT NULL,
    district_id bigint NOT NULL,
    CONSTRAINT district_names_key_bounded CHECK ((length(key) <= 2000))
);

COMMENT ON TABLE private.district_names IS 'Every folded name that means one district of a city';

CREATE TABLE private.event_tickets (
    hash bytea NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    token_expires_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone DEFAULT (now() + '00:00:30'::interval) NOT NULL,
    CONSTRAINT event_tickets_hash_check CHECK ((length(hash) = 32))
);

COMMENT ON TABLE private.event_tickets IS 'One-use tickets for EventSource, which can send no header; half a minute';

COMMENT ON COLUMN private.event_tickets.hash IS 'SHA-256 of the ticket';

COMMENT ON COLUMN private.event_tickets.token_expires_at IS 'When the access token it was issued for ends, and the stream with it';

CREATE TABLE private.invoice_chain (
    is_one boolean DEFAULT true NOT NULL,
    counter bigint DEFAULT 0 NOT NULL,
    hash text NOT NULL,
    CONSTRAINT invoice_chain_hash_check CHECK ((length(hash) <= 100)),
    CONSTRAINT invoice_chain_is_one_check CHECK (is_one)
);

COMMENT ON TABLE private.invoice_chain IS 'Counter and hash of the invoice that was stamped last';

CREATE TABLE private.invoice_numbers (
    kind text NOT NULL,
    last bigint DEFAULT 0 NOT NULL,
    CONSTRAINT invoice_numbers_kind_check CHECK ((kind = ANY (ARRAY['INVOICE'::text, 'CREDIT_NOTE'::text])))
);

COMMENT ON TABLE private.invoice_numbers IS 'The last number of each series of invoices';

CREATE TABLE private.kept_answers (
    owner_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    answer text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    about uuid,
    entity text,
    CONSTRAINT kept_answers_answer_bounded CHECK ((octet_length(answer) <= 4194304)),
    CONSTRAINT kept_answers_entity_check CHECK ((length(entity) <= 50)),
    CONSTRAINT kept_answers_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT kept_answers_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

COMMENT ON TABLE private.kept_answers IS 'What a POST with an Idempotency-Key was answered, for 24 hours; owner_id is the caller, all zeros for nobody';

COMMENT ON COLUMN private.kept_answers.fingerprint IS 'SHA-256 of method, path and body: another one is refused';

COMMENT ON COLUMN private.kept_answers.about IS 'The id of the resource that the answer shows, where it shows one';

COMMENT ON COLUMN private.kept_answers.entity IS 'What kind of resource that is, as events name it';

CREATE TABLE private.match_factors (
    factor text NOT NULL,
    "bit" smallint NOT NULL,
    points smallint NOT NULL,
    label_ar text,
    label_en text,
    CONSTRAINT match_factors_bounded CHECK (((length(factor) <= 50) AND (length(label_ar) <= 100) AND (length(label_en) <= 100)))
);

COMMENT ON TABLE private.match_factors IS 'Algorithm 1.0 of the original request as a table of rules; a factor without a label is scored but not named';

CREATE TABLE private.match_outcomes (
    mask smallint NOT NULL,
    score smallint NOT NULL,
    breakdown json NOT NULL,
    features_ar text[] NOT NULL,
    features_en text[] NOT NULL,
    points bigint,
    CONSTRAINT match_outcomes_bounded CHECK (((pg_column_size(breakdown) <= 8192) AND (cardinality(features_ar) <= 20) AND (cardinality(features_en) <= 20)))
);

COMMENT ON TABLE private.match_outcomes IS 'The 64 outcomes of algorithm 1.0, worked out from match_factors';

COMMENT ON COLUMN private.match_outcomes.points IS 'The outcome as smart_matches.points has it, without likeness';

ALTER TABLE private.match_queue ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME private.match_queue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE private.paused_offers (
    offer_id uuid NOT NULL,
    payer uuid NOT NULL
);

COMMENT ON TABLE private.paused_offers IS 'Offers that rest because their payer''s subscription expired: they go on when it does';

CREATE TABLE private.permissions (
    permission text NOT NULL,
    place integer NOT NULL,
    writes boolean NOT NULL,
    label_ar text NOT NULL,
    label_en text NOT NULL,
    CONSTRAINT permissions_bounded CHECK (((length(permission) <= 100) AND (length(label_ar) <= 200) AND (length(label_en) <= 200))),
    CONSTRAINT permissions_permission_check CHECK ((permission ~ '^[a-z]+\.[a-zA-Z]+$'::text))
);

COMMENT ON TABLE private.permissions IS 'The catalogue of permission keys; an OBSERVER is never given one that writes';

CREATE TABLE private.plan_factors (
    factor text NOT NULL,
    place smallint NOT NULL,
    shift smallint,
    label_ar text NOT NULL,
    label_en text NOT NULL,
    wanted text[] NOT NULL,
    offered text,
    CONSTRAINT plan_factors_bounded CHECK (((length(factor) <= 50) AND (length(label_ar) <= 100) AND (length(label_en) <= 100) AND (length(offered) <= 50) AND (cardinality(wanted) <= 10)))
);

COMMENT ON TABLE private.plan_factors IS 'The factors of algorithm 2.0 in the order they are named; shift is where their points stand in smart_matches.points, null is a gate';

COMMENT ON COLUMN private.plan_factors.wanted IS 'Keys of requests.full_details that say the wish, one or the two ends of a range';

COMMENT ON COLUMN private.plan_factors.offered IS 'Key of offers.summary that says what there is';

CREATE TABLE private.plan_moves (
    id bigint NOT NULL,
    payer uuid NOT NULL,
    key text NOT NULL,
    moved integer NOT NULL,
    made_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT plan_moves_key_check CHECK ((key ~ '^[a-zA-Z]{1,60}$'::text))
);

COMMENT ON TABLE private.plan_moves IS 'What came and went, until the worker folds it into plan_usage: a writer far from a limit locks nothing';

COMMENT ON COLUMN private.plan_moves.made_in IS 'The transaction that made it: each has a share that needs no turn (private.use_plan)';

ALTER TABLE private.plan_moves ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME private.plan_moves_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE private.plan_periods (
    payer uuid NOT NULL,
    key text NOT NULL,
    day date NOT NULL,
    used integer NOT NULL,
    CONSTRAINT plan_periods_key_check CHECK ((key ~ '^[a-zA-Z]{1,60}$'::text)),
    CONSTRAINT plan_periods_used_check CHECK ((used >= 0))
);

COMMENT ON TABLE private.plan_periods IS 'What was used of a limit by the month or the day; its first day, in Riyadh';

CREATE TABLE private.plan_usage (
    payer uuid NOT NULL,
    key text NOT NULL,
    used integer NOT NULL,
    CONSTRAINT plan_usage_key_check CHECK ((key ~ '^[a-zA-Z]{1,60}$'::text))
);

COMMENT ON TABLE private.plan_usage IS 'How many rows count against a limit of somebody''s plan, up to what plan_moves holds';

COMMENT ON COLUMN private.plan_usage.payer IS 'Whose plan it is';

COMMENT ON COLUMN private.plan_usage.key IS 'The limit, by its key in nova.subscription_plans.limits';

CREATE TABLE private.providers (
    name text NOT NULL,
    tokens double precision NOT NULL,
    refilled_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    paused_until timestamp with time zone,
    CONSTRAINT providers_failures_check CHECK ((failures >= 0)),
    CONSTRAINT providers_name_check CHECK ((name ~ '^[a-z][a-z0-9-]{0,49}$'::text))
);

COMMENT ON TABLE private.providers IS 'Who delivers messages: how many it may be given now, and whether it is paused';

COMMENT ON COLUMN private.providers.tokens IS 'How many messages it may be given at refilled_at; below none: owed';

COMMENT ON COLUMN private.providers.failures IS 'Failures in a row that were its own';

COMMENT ON COLUMN private.providers.paused_until IS 'Till when nothing is given to it';

CREATE TABLE private.push_services (
    host text NOT NULL,
    CONSTRAINT push_services_host_check CHECK (((host ~ '^[a-z0-9.:-]+$'::text) AND (length(host) <= 200)))
);

COMMENT ON TABLE private.push_services IS 'Hosts that push is sent to, those beneath them too: nobody makes the worker ask another';

CREATE TABLE private.role_permissions (
    role text NOT NULL,
    permission text NOT NULL,
    reach text NOT NULL,
    CONSTRAINT role_permissions_bounded CHECK ((length(permission) <= 100)),
    CONSTRAINT role_permissions_permission_check CHECK ((permission ~ '^[a-z]+\.[a-zA-Z]+$'::text)),
    CONSTRAINT role_permissions_reach_check CHECK ((reach = ANY (ARRAY['WHOLE'::text, 'HELD'::text]))),
    CONSTRAINT role_permissions_role_check CHECK ((role = ANY (ARRAY['MANAGER'::text, 'BROKER'::text, 'OBSERVER'::text])))
);

COMMENT ON TABLE private.role_permissions IS 'What each team role may do: WHOLE on every row of the team, HELD on the rows it holds (for delete: owns); no row, no right';

CREATE TABLE private.stats_checks (
    day date NOT NULL,
    checked_at timestamp with time zone DEFAULT now() NOT NULL,
    drifted integer NOT NULL,
    CONSTRAINT stats_checks_drifted_check CHECK ((drifted >= 0))
);

COMMENT ON TABLE private.stats_checks IS 'The nightly recount: how many people''s figures differed, a row a day of Riyadh';

CREATE TABLE private.stats_moves (
    id bigint NOT NULL,
    user_id uuid NOT NULL,
    last_activity timestamp with time zone,
    figures jsonb NOT NULL,
    CONSTRAINT stats_moves_figures_bounded CHECK (((jsonb_typeof(figures) = 'object'::text) AND (pg_column_size(figures) <= 8192)))
);

COMMENT ON TABLE private.stats_moves IS 'What the tg_count_ triggers saw move, until the worker folds it into user_stats: a writer locks no figures, so nobody waits for anybody';

COMMENT ON COLUMN private.stats_moves.figures IS 'By how much each figure moved';

ALTER TABLE private.stats_moves ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME private.stats_moves_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE private.team_word_forms (
    team_id uuid NOT NULL,
    vocabulary text NOT NULL,
    form text NOT NULL,
    ar text NOT NULL,
    CONSTRAINT team_word_forms_ar_check CHECK ((length(ar) <= 100)),
    CONSTRAINT team_word_forms_form_check CHECK ((length(form) <= 200)),
    CONSTRAINT team_word_forms_vocabulary_check CHECK ((length(vocabulary) <= 50))
);

COMMENT ON TABLE private.team_word_forms IS 'Every form in which a word of a team may come, folded, and the word that is kept for it';

CREATE TABLE private.transitions (
    entity text NOT NULL,
    old_state text NOT NULL,
    new_state text NOT NULL,
    CONSTRAINT transitions_bounded CHECK (((length(entity) <= 63) AND (length(old_state) <= 50) AND (length(new_state) <= 50))),
    CONSTRAINT transitions_check CHECK ((new_state <> old_state))
);

COMMENT ON TABLE private.transitions IS 'Every allowed change of a state column; the entity is its table, or table.column where that is not status';

CREATE TABLE private.trials (
    kind text NOT NULL,
    value text NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT trials_kind_check CHECK ((kind = ANY (ARRAY['PHONE'::text, 'REGISTER'::text]))),
    CONSTRAINT trials_value_check CHECK ((length(value) <= 40))
);

COMMENT ON TABLE private.trials IS 'Phones and commercial registers whose trial somebody has had';

CREATE TABLE private.turns (
    job text NOT NULL,
    last_owner uuid DEFAULT '00000000-0000-0000-0000-000000000000'::uuid NOT NULL,
    CONSTRAINT turns_job_check CHECK ((length(job) <= 50))
);

COMMENT ON TABLE private.turns IS 'Jobs that one worker does at a time: whoever locks the row. An advisory lock could be taken by any login';

COMMENT ON COLUMN private.turns.last_owner IS 'matching: whose turn it was last';

CREATE TABLE private.type_names (
    key text NOT NULL,
    type text NOT NULL,
    CONSTRAINT type_names_bounded CHECK (((length(key) <= 2000) AND (length(type) <= 100)))
);

COMMENT ON TABLE private.type_names IS 'Folded names of property types that mean one: flat and apartment are شقة';

CREATE TABLE private.user_passwords (
    user_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT user_passwords_hash_bounded CHECK ((length(password_hash) <= 500)),
    CONSTRAINT user_passwords_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text))
);

COMMENT ON TABLE private.user_passwords IS 'Argon2id hashes, apart from the users so that no query on people can show one';

CREATE SEQUENCE private.wake_ups
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE private.webhook_inbox (
    provider text NOT NULL,
    event_id text NOT NULL,
    kind text NOT NULL,
    provider_id text NOT NULL,
    is_known boolean NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_inbox_event_id_check CHECK (((length(event_id) >= 1) AND (length(event_id) <= 200))),
    CONSTRAINT webhook_inbox_kind_check CHECK ((length(kind) <= 100)),
    CONSTRAINT webhook_inbox_provider_check CHECK (((length(provider) >= 1) AND (length(provider) <= 50))),
    CONSTRAINT webhook_inbox_provider_id_check CHECK (((length(provider_id) >= 1) AND (length(provider_id) <= 200)))
);

COMMENT ON TABLE private.webhook_inbox IS 'What providers of payments told, once an event; a payment that it names is asked after';

CREATE TABLE private.word_forms (
    vocabulary text NOT NULL,
    form text NOT NULL,
    ar text NOT NULL,
    CONSTRAINT word_forms_ar_check CHECK ((length(ar) <= 100)),
    CONSTRAINT word_forms_form_check CHECK ((length(form) <= 100)),
    CONSTRAINT word_forms_vocabulary_check CHECK ((length(vocabulary) <= 50))
);

COMMENT ON TABLE private.word_forms IS 'Every form in which a word may come, folded, and the word that is kept for it';

CREATE TABLE private.worded_columns (
    entity text NOT NULL,
    field text NOT NULL,
    vocabulary text NOT NULL,
    is_closed boolean NOT NULL,
    CONSTRAINT worded_columns_entity_check CHECK ((length(entity) <= 50)),
    CONSTRAINT worded_columns_field_check CHECK ((length(field) <= 50)),
    CONSTRAINT worded_columns_vocabulary_check CHECK ((length(vocabulary) <= 50))
);

COMMENT ON TABLE private.worded_columns IS 'Which columns hold words of which vocabulary, and which take no others';

ALTER TABLE ONLY nova.analytics_events
    ADD CONSTRAINT analytics_events_pkey PRIMARY KEY (id, created_at);

ALTER TABLE ONLY nova.analytics_events_default
    ADD CONSTRAINT analytics_events_default_pkey PRIMARY KEY (id, created_at);

ALTER TABLE ONLY nova.appointment_series
    ADD CONSTRAINT appointment_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_no_overlap EXCLUDE USING gist (user_id WITH =, during WITH &&) WHERE (((status = ANY (ARRAY['SCHEDULED'::text, 'CONFIRMED'::text])) AND (deleted_at IS NULL)));

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY nova.audit_log_default
    ADD CONSTRAINT audit_log_default_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY nova.billing_details
    ADD CONSTRAINT billing_details_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.billing_details
    ADD CONSTRAINT billing_details_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY nova.calendar_feeds
    ADD CONSTRAINT calendar_feeds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.calendar_feeds
    ADD CONSTRAINT calendar_feeds_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY nova.calendar_feeds
    ADD CONSTRAINT calendar_feeds_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY nova.cities
    ADD CONSTRAINT cities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.consent_events
    ADD CONSTRAINT consent_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.customer_activities
    ADD CONSTRAINT customer_activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.customer_documents
    ADD CONSTRAINT customer_documents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.districts
    ADD CONSTRAINT districts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.effective_rights
    ADD CONSTRAINT effective_rights_pkey PRIMARY KEY (user_id, scope_id);

ALTER TABLE ONLY nova.enum_labels
    ADD CONSTRAINT enum_labels_pkey PRIMARY KEY (enum, value);

ALTER TABLE ONLY nova.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY nova.holidays
    ADD CONSTRAINT holidays_no_overlap EXCLUDE USING gist (user_id WITH =, daterange(start_date, end_date, '[]'::text) WITH &&);

ALTER TABLE ONLY nova.holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.match_answers
    ADD CONSTRAINT match_answers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.match_reveals
    ADD CONSTRAINT match_reveals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.match_settings
    ADD CONSTRAINT match_settings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.match_settings
    ADD CONSTRAINT match_settings_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY nova.notification_types
    ADD CONSTRAINT notification_types_pkey PRIMARY KEY (key);

ALTER TABLE ONLY nova.notification_types
    ADD CONSTRAINT notification_types_place_key UNIQUE (place);

ALTER TABLE ONLY nova.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.offers
    ADD CONSTRAINT offers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.otp_codes
    ADD CONSTRAINT otp_codes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.outbox
    ADD CONSTRAINT outbox_dedupe_key_key UNIQUE (dedupe_key);

ALTER TABLE ONLY nova.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.payment_methods
    ADD CONSTRAINT payment_methods_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.payment_methods
    ADD CONSTRAINT payment_methods_provider_token_key UNIQUE (provider, token);

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_provider_provider_id_key UNIQUE (provider, provider_id);

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_token_key UNIQUE (token);

ALTER TABLE ONLY nova.platform_holidays
    ADD CONSTRAINT platform_holidays_name_en_start_date_key UNIQUE (name_en, start_date);

ALTER TABLE ONLY nova.platform_holidays
    ADD CONSTRAINT platform_holidays_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.properties
    ADD CONSTRAINT properties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.property_images
    ADD CONSTRAINT property_images_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.push_devices
    ADD CONSTRAINT push_devices_endpoint_key UNIQUE (endpoint);

ALTER TABLE ONLY nova.push_devices
    ADD CONSTRAINT push_devices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.refunds
    ADD CONSTRAINT refunds_credit_note_id_key UNIQUE (credit_note_id);

ALTER TABLE ONLY nova.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.sellers
    ADD CONSTRAINT sellers_is_one_key UNIQUE (is_one);

ALTER TABLE ONLY nova.sellers
    ADD CONSTRAINT sellers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.sessions
    ADD CONSTRAINT sessions_refresh_hash_key UNIQUE (refresh_hash);

ALTER TABLE ONLY nova.smart_matches
    ADD CONSTRAINT smart_matches_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.smart_matches
    ADD CONSTRAINT smart_matches_request_id_offer_id_key UNIQUE (request_id, offer_id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_transaction_id_key UNIQUE (transaction_id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_zatca_counter_key UNIQUE (zatca_counter);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_zatca_uuid_key UNIQUE (zatca_uuid);

ALTER TABLE ONLY nova.subscription_plans
    ADD CONSTRAINT subscription_plans_name_key UNIQUE (name);

ALTER TABLE ONLY nova.subscription_plans
    ADD CONSTRAINT subscription_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY nova.task_comments
    ADD CONSTRAINT task_comments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.team_invitations
    ADD CONSTRAINT team_invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.team_invitations
    ADD CONSTRAINT team_invitations_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY nova.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.team_members
    ADD CONSTRAINT team_members_team_id_user_id_key UNIQUE (team_id, user_id);

ALTER TABLE ONLY nova.team_permissions
    ADD CONSTRAINT team_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.team_permissions
    ADD CONSTRAINT team_permissions_team_member_id_key UNIQUE (team_member_id);

ALTER TABLE ONLY nova.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.user_stats
    ADD CONSTRAINT user_stats_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.user_stats
    ADD CONSTRAINT user_stats_user_id_key UNIQUE (user_id);

ALTER TABLE ONLY nova.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.words
    ADD CONSTRAINT words_pkey PRIMARY KEY (vocabulary, key);

ALTER TABLE ONLY nova.working_hours
    ADD CONSTRAINT working_hours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY nova.working_hours
    ADD CONSTRAINT working_hours_user_id_day_of_week_key UNIQUE (user_id, day_of_week);

ALTER TABLE ONLY private.applied_logic
    ADD CONSTRAINT applied_logic_pkey PRIMARY KEY (one);

ALTER TABLE ONLY private.applied_migrations
    ADD CONSTRAINT applied_migrations_pkey PRIMARY KEY (migration_id);

ALTER TABLE ONLY private.auth_attempts
    ADD CONSTRAINT auth_attempts_pkey PRIMARY KEY (bucket);

ALTER TABLE ONLY private.bad_addresses
    ADD CONSTRAINT bad_addresses_pkey PRIMARY KEY (channel, address);

ALTER TABLE ONLY private.broken_glass
    ADD CONSTRAINT broken_glass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.city_names
    ADD CONSTRAINT city_names_pkey PRIMARY KEY (key);

ALTER TABLE ONLY private.clock_items
    ADD CONSTRAINT clock_items_pkey PRIMARY KEY (name);

ALTER TABLE ONLY private.codes
    ADD CONSTRAINT codes_kind_key_key UNIQUE (kind, key);

ALTER TABLE ONLY private.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.delivery_reports
    ADD CONSTRAINT delivery_reports_pkey PRIMARY KEY (provider, provider_message_id);

ALTER TABLE ONLY private.demand_cells
    ADD CONSTRAINT demand_cells_pkey PRIMARY KEY (request_id, key);

ALTER TABLE ONLY private.demand
    ADD CONSTRAINT demand_pkey PRIMARY KEY (request_id);

ALTER TABLE ONLY private.district_names
    ADD CONSTRAINT district_names_pkey PRIMARY KEY (city_id, key);

ALTER TABLE ONLY private.event_tickets
    ADD CONSTRAINT event_tickets_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY private.invoice_chain
    ADD CONSTRAINT invoice_chain_pkey PRIMARY KEY (is_one);

ALTER TABLE ONLY private.invoice_numbers
    ADD CONSTRAINT invoice_numbers_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY private.kept_answers
    ADD CONSTRAINT kept_answers_pkey PRIMARY KEY (owner_id, key);

ALTER TABLE ONLY private.match_factors
    ADD CONSTRAINT match_factors_bit_key UNIQUE ("bit");

ALTER TABLE ONLY private.match_factors
    ADD CONSTRAINT match_factors_pkey PRIMARY KEY (factor);

ALTER TABLE ONLY private.match_outcomes
    ADD CONSTRAINT match_outcomes_pkey PRIMARY KEY (mask);

ALTER TABLE ONLY private.match_plans
    ADD CONSTRAINT match_plans_pkey PRIMARY KEY (plan);

ALTER TABLE ONLY private.match_plans
    ADD CONSTRAINT match_plans_version_key UNIQUE (version);

ALTER TABLE ONLY private.match_queue
    ADD CONSTRAINT match_queue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.paused_offers
    ADD CONSTRAINT paused_offers_pkey PRIMARY KEY (offer_id);

ALTER TABLE ONLY private.permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY (permission);

ALTER TABLE ONLY private.permissions
    ADD CONSTRAINT permissions_place_key UNIQUE (place);

ALTER TABLE ONLY private.plan_factors
    ADD CONSTRAINT plan_factors_pkey PRIMARY KEY (factor);

ALTER TABLE ONLY private.plan_factors
    ADD CONSTRAINT plan_factors_place_key UNIQUE (place);

ALTER TABLE ONLY private.plan_factors
    ADD CONSTRAINT plan_factors_shift_key UNIQUE (shift);

ALTER TABLE ONLY private.plan_moves
    ADD CONSTRAINT plan_moves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.plan_periods
    ADD CONSTRAINT plan_periods_pkey PRIMARY KEY (payer, key, day);

ALTER TABLE ONLY private.plan_usage
    ADD CONSTRAINT plan_usage_pkey PRIMARY KEY (payer, key);

ALTER TABLE ONLY private.providers
    ADD CONSTRAINT providers_pkey PRIMARY KEY (name);

ALTER TABLE ONLY private.push_services
    ADD CONSTRAINT push_services_pkey PRIMARY KEY (host);

ALTER TABLE ONLY private.reminders
    ADD CONSTRAINT reminders_entity_entity_id_due_at_user_id_key UNIQUE (entity, entity_id, due_at, user_id);

ALTER TABLE ONLY private.reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.role_permissions
    ADD CONSTRAINT role_permissions_pkey PRIMARY KEY (role, permission);

ALTER TABLE ONLY private.stats_checks
    ADD CONSTRAINT stats_checks_pkey PRIMARY KEY (day);

ALTER TABLE ONLY private.stats_moves
    ADD CONSTRAINT stats_moves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY private.stock
    ADD CONSTRAINT stock_offer_id_key UNIQUE (offer_id);

ALTER TABLE ONLY private.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (property_id);

ALTER TABLE ONLY private.team_word_forms
    ADD CONSTRAINT team_word_forms_pkey PRIMARY KEY (team_id, vocabulary, form);

ALTER TABLE ONLY private.transitions
    ADD CONSTRAINT transitions_pkey PRIMARY KEY (entity, old_state, new_state);

ALTER TABLE ONLY private.trials
    ADD CONSTRAINT trials_pkey PRIMARY KEY (kind, value);

ALTER TABLE ONLY private.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (job);

ALTER TABLE ONLY private.type_names
    ADD CONSTRAINT type_names_pkey PRIMARY KEY (key);

ALTER TABLE ONLY private.user_passwords
    ADD CONSTRAINT user_passwords_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY private.webhook_inbox
    ADD CONSTRAINT webhook_inbox_pkey PRIMARY KEY (provider, event_id);

ALTER TABLE ONLY private.word_forms
    ADD CONSTRAINT word_forms_pkey PRIMARY KEY (vocabulary, form);

ALTER TABLE ONLY private.worded_columns
    ADD CONSTRAINT worded_columns_pkey PRIMARY KEY (entity, field);

CREATE INDEX analytics_events_by_time ON ONLY nova.analytics_events USING brin (created_at);

CREATE INDEX analytics_events_by_type ON ONLY nova.analytics_events USING btree (event_type, created_at DESC);

CREATE INDEX analytics_events_of_user ON ONLY nova.analytics_events USING btree (user_id, created_at DESC);

CREATE INDEX analytics_events_default_created_at_idx ON nova.analytics_events_default USING brin (created_at);

CREATE INDEX analytics_events_default_event_type_created_at_idx ON nova.analytics_events_default USING btree (event_type, created_at DESC);

CREATE INDEX analytics_events_default_user_id_created_at_idx ON nova.analytics_events_default USING btree (user_id, created_at DESC);

CREATE INDEX appointment_series_of_team ON nova.appointment_series USING btree (team_id);

CREATE INDEX appointment_series_of_user ON nova.appointment_series USING btree (user_id);

CREATE UNIQUE INDEX appointments_by_response ON nova.appointments USING btree (response_hash) WHERE (response_hash IS NOT NULL);

CREATE INDEX appointments_changed ON nova.appointments USING btree (user_id, updated_at);

CREATE INDEX appointments_held_in_time ON nova.appointments USING btree (user_id, scope_id, start_datetime, id) WHERE (deleted_at IS NULL);

CREATE INDEX appointments_in_time ON nova.appointments USING btree (scope_id, start_datetime, id) WHERE (deleted_at IS NULL);

CREATE INDEX appointments_of_customer ON nova.appointments USING btree (customer_id);

CREATE INDEX appointments_of_parent ON nova.appointments USING btree (parent_appointment_id);

CREATE INDEX appointments_of_property ON nova.appointments USING btree (property_id);

CREATE UNIQUE INDEX appointments_of_series ON nova.appointments USING btree (series_id, recurrence_id) WHERE ((series_id IS NOT NULL) AND (deleted_at IS NULL));

CREATE INDEX appointments_of_team ON nova.appointments USING btree (team_id);

CREATE INDEX audit_log_of_actor ON ONLY nova.audit_log USING btree (actor_id, at DESC, id DESC);

CREATE INDEX audit_log_of_entity ON ONLY nova.audit_log USING btree (entity_id, at DESC, id DESC);

CREATE INDEX audit_log_of_team ON ONLY nova.audit_log USING btree (team_id, at DESC, id DESC) WHERE (team_id IS NOT NULL);

CREATE INDEX audit_log_default_actor_id_at_id_idx ON nova.audit_log_default USING btree (actor_id, at DESC, id DESC);

CREATE INDEX audit_log_default_entity_id_at_id_idx ON nova.audit_log_default USING btree (entity_id, at DESC, id DESC);

CREATE INDEX audit_log_default_team_id_at_id_idx ON nova.audit_log_default USING btree (team_id, at DESC, id DESC) WHERE (team_id IS NOT NULL);

CREATE UNIQUE INDEX cities_in_region ON nova.cities USING btree (region_id, nova.place_key(name_ar));

CREATE INDEX consent_events_newest ON nova.consent_events USING btree (customer_id, created_at DESC, id DESC);

CREATE INDEX consent_events_of_maker ON nova.consent_events USING btree (made_by);

CREATE INDEX customer_activities_newest ON nova.customer_activities USING btree (customer_id, created_at DESC, id DESC);

CREATE INDEX customer_activities_of_user ON nova.customer_activities USING btree (user_id);

CREATE INDEX customer_documents_newest ON nova.customer_documents USING btree (customer_id, created_at DESC, id DESC);

CREATE INDEX customer_documents_of_uploader ON nova.customer_documents USING btree (uploaded_by);

CREATE INDEX customers_held_newest ON nova.customers USING btree (holder_id, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_merged_into ON nova.customers USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);

CREATE INDEX customers_newest ON nova.customers USING btree (scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX customers_of_assignee ON nova.customers USING btree (assigned_to);

CREATE INDEX customers_of_team ON nova.customers USING btree (team_id);

CREATE INDEX customers_of_user ON nova.customers USING btree (user_id);

CREATE UNIQUE INDEX customers_phone_live ON nova.customers USING btree (scope_id, phone_e164) WHERE (deleted_at IS NULL);

CREATE INDEX customers_pool_newest ON nova.customers USING btree (scope_id, created_at DESC, id DESC) WHERE ((deleted_at IS NULL) AND (assigned_to IS NULL));

CREATE INDEX customers_search ON nova.customers USING gin (scope_id, search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX districts_in_city ON nova.districts USING btree (city_id, nova.place_key(name_ar));

CREATE INDEX effective_rights_ending ON nova.effective_rights USING btree (until) WHERE (until < 'infinity'::timestamp with time zone);

CREATE INDEX effective_rights_of_scope ON nova.effective_rights USING btree (scope_id);

CREATE INDEX events_by_recipient ON ONLY nova.events USING gin (recipients);

CREATE INDEX events_by_transaction ON ONLY nova.events USING btree (xid);

CREATE INDEX holidays_in_time ON nova.holidays USING btree (user_id, start_date);

CREATE INDEX match_reveals_of_match ON nova.match_reveals USING btree (match_id);

CREATE INDEX match_reveals_of_partner ON nova.match_reveals USING btree (partner_id);

CREATE INDEX match_reveals_of_user ON nova.match_reveals USING btree (user_id);

CREATE INDEX match_settings_of_plan ON nova.match_settings USING btree (algorithm);

CREATE INDEX notifications_newest ON nova.notifications USING btree (user_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX notifications_once ON nova.notifications USING btree (user_id, category, related_entity_id, dedupe_hour) NULLS NOT DISTINCT WHERE (dedupe_hour IS NOT NULL);

CREATE INDEX notifications_unread ON nova.notifications USING btree (user_id) WHERE (NOT is_read);

CREATE INDEX offers_held_newest ON nova.offers USING btree (user_id, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX offers_market ON nova.offers USING btree (created_at DESC, id DESC) WHERE ((status = 'ACTIVE'::text) AND (deleted_at IS NULL));

CREATE INDEX offers_newest ON nova.offers USING btree (scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX offers_of_property ON nova.offers USING btree (property_id);

CREATE INDEX offers_of_team ON nova.offers USING btree (team_id);

CREATE UNIQUE INDEX offers_one_open ON nova.offers USING btree (property_id) WHERE ((status = ANY (ARRAY['ACTIVE'::text, 'PAUSED'::text])) AND (deleted_at IS NULL));

CREATE INDEX otp_codes_by_expiry ON nova.otp_codes USING btree (expires_at);

CREATE UNIQUE INDEX otp_codes_one_live ON nova.otp_codes USING btree (user_id, type, asked_from) WHERE (NOT used);

CREATE INDEX outbox_dead ON nova.outbox USING btree (id) WHERE (status = 'FAILED'::text);

CREATE INDEX outbox_lanes ON nova.outbox USING btree (class, split_part(topic, '.'::text, 1), next_attempt_at) WHERE (status = ANY (ARRAY['PENDING'::text, 'SENDING'::text]));

CREATE INDEX outbox_of_customer ON nova.outbox USING btree (customer_id);

CREATE INDEX outbox_of_user ON nova.outbox USING btree (user_id);

CREATE INDEX outbox_reports ON nova.outbox USING btree (provider_message_id) WHERE (provider_message_id IS NOT NULL);

CREATE INDEX outbox_settled ON nova.outbox USING btree (created_at) WHERE (status <> ALL (ARRAY['PENDING'::text, 'SENDING'::text]));

CREATE UNIQUE INDEX payment_methods_default ON nova.payment_methods USING btree (user_id) WHERE is_default;

CREATE INDEX payment_methods_newest ON nova.payment_methods USING btree (user_id, created_at DESC, id DESC);

CREATE INDEX payments_differing ON nova.payments USING btree (updated_at DESC) WHERE (problem IS NOT NULL);

CREATE INDEX payments_newest ON nova.payments USING btree (user_id, created_at DESC, id DESC);

CREATE INDEX payments_of_invoice ON nova.payments USING btree (invoice_id, created_at DESC);

CREATE INDEX payments_of_method ON nova.payments USING btree (method_id) WHERE (method_id IS NOT NULL);

CREATE INDEX payments_to_check ON nova.payments USING btree (next_check_at) WHERE (next_check_at IS NOT NULL);

CREATE UNIQUE INDEX properties_deed_live ON nova.properties USING btree (scope_id, deed_number) WHERE (deleted_at IS NULL);

CREATE INDEX properties_held_newest ON nova.properties USING btree (user_id, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX properties_licence_ends ON nova.properties USING btree (ad_license_expires_at) WHERE is_published;

CREATE INDEX properties_newest ON nova.properties USING btree (scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX properties_of_customer ON nova.properties USING btree (customer_id);

CREATE INDEX properties_of_team ON nova.properties USING btree (team_id);

CREATE INDEX properties_search ON nova.properties USING gin (scope_id, search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);

CREATE INDEX property_images_in_order ON nova.property_images USING btree (property_id, order_index, id);

CREATE UNIQUE INDEX property_images_one_primary ON nova.property_images USING btree (property_id) WHERE is_primary;

CREATE INDEX push_devices_of_user ON nova.push_devices USING btree (user_id, created_at DESC);

CREATE INDEX refunds_of_payment ON nova.refunds USING btree (payment_id, created_at);

CREATE INDEX refunds_to_make ON nova.refunds USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);

CREATE INDEX requests_held_newest ON nova.requests USING btree (user_id, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX requests_newest ON nova.requests USING btree (scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX requests_of_customer ON nova.requests USING btree (customer_id);

CREATE INDEX requests_of_team ON nova.requests USING btree (team_id);

CREATE INDEX requests_open_cities ON nova.requests USING gin (cities) WHERE (status = 'ACTIVE'::text);

CREATE INDEX sessions_by_expiry ON nova.sessions USING btree (expires_at);

CREATE INDEX sessions_of_family ON nova.sessions USING btree (family_id);

CREATE INDEX sessions_of_user ON nova.sessions USING btree (user_id, last_used_at DESC);

CREATE INDEX smart_matches_newest ON nova.smart_matches USING btree (broker_id, id DESC);

CREATE INDEX smart_matches_of_offer ON nova.smart_matches USING btree (offer_id);

CREATE UNIQUE INDEX smart_matches_one_place ON nova.smart_matches USING btree (offer_id, broker_id) WHERE (status = 'ACCEPTED'::text);

CREATE INDEX smart_matches_touched ON nova.smart_matches USING btree (request_id, offer_id) WHERE (status <> 'PENDING'::text);

CREATE INDEX subscription_invoices_attempts ON nova.subscription_invoices USING btree (next_attempt_at) WHERE ((status = ANY (ARRAY['PENDING'::text, 'FAILED'::text])) AND (next_attempt_at IS NOT NULL));

CREATE INDEX subscription_invoices_credits ON nova.subscription_invoices USING btree (credit_of) WHERE (credit_of IS NOT NULL);

CREATE INDEX subscription_invoices_newest ON nova.subscription_invoices USING btree (user_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX subscription_invoices_number ON nova.subscription_invoices USING btree (kind, number) WHERE (number IS NOT NULL);

CREATE INDEX subscription_invoices_of_plan ON nova.subscription_invoices USING btree (plan_id);

CREATE INDEX subscription_invoices_of_subscription ON nova.subscription_invoices USING btree (subscription_id);

CREATE INDEX subscription_invoices_open ON nova.subscription_invoices USING btree (open_until) WHERE (status = ANY (ARRAY['PENDING'::text, 'FAILED'::text]));

CREATE INDEX subscription_invoices_unaccepted ON nova.subscription_invoices USING btree (issued_at) WHERE (zatca_status = ANY (ARRAY['PENDING'::text, 'REJECTED'::text]));

CREATE INDEX subscription_invoices_unstamped ON nova.subscription_invoices USING btree (issued_at, id) WHERE ((zatca_status = 'PENDING'::text) AND (zatca_hash IS NULL));

CREATE INDEX subscription_invoices_untold ON nova.subscription_invoices USING btree (zatca_next_at) WHERE (zatca_next_at IS NOT NULL);

CREATE INDEX subscriptions_by_status ON nova.subscriptions USING btree (status, current_period_end);

CREATE INDEX subscriptions_ending ON nova.subscriptions USING btree (current_period_end) WHERE (status <> 'EXPIRED'::text);

CREATE INDEX subscriptions_newest ON nova.subscriptions USING btree (created_at DESC, id DESC);

CREATE INDEX subscriptions_of_pending_plan ON nova.subscriptions USING btree (pending_plan_id);

CREATE INDEX subscriptions_of_plan ON nova.subscriptions USING btree (plan_id);

CREATE INDEX subscriptions_paid_ahead ON nova.subscriptions USING btree (paid_ahead) WHERE (paid_ahead IS NOT NULL);

CREATE INDEX subscriptions_to_renew ON nova.subscriptions USING btree (current_period_end) WHERE ((status = 'ACTIVE'::text) AND (renewal_made_for IS DISTINCT FROM current_period_end));

CREATE INDEX task_comments_in_order ON nova.task_comments USING btree (task_id, created_at, id);

CREATE INDEX task_comments_of_user ON nova.task_comments USING btree (user_id);

CREATE INDEX tasks_by_due ON nova.tasks USING btree (scope_id, due_order, id) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_by_priority ON nova.tasks USING btree (scope_id, priority_order DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_held_newest ON nova.tasks USING btree (holder_id, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_in_feed ON nova.tasks USING btree (holder_id, updated_at) WHERE ((due_date IS NOT NULL) AND (status <> ALL (ARRAY['DONE'::text, 'CANCELLED'::text])) AND (deleted_at IS NULL));

CREATE INDEX tasks_made_newest ON nova.tasks USING btree (created_by, scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_newest ON nova.tasks USING btree (scope_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_of_appointment ON nova.tasks USING btree (appointment_id);

CREATE INDEX tasks_of_assignee ON nova.tasks USING btree (assigned_to);

CREATE INDEX tasks_of_customer ON nova.tasks USING btree (customer_id);

CREATE INDEX tasks_of_property ON nova.tasks USING btree (property_id);

CREATE INDEX tasks_of_team ON nova.tasks USING btree (team_id);

CREATE INDEX tasks_of_user ON nova.tasks USING btree (user_id);

CREATE INDEX tasks_on_board ON nova.tasks USING btree (scope_id, status, "position", id) WHERE (deleted_at IS NULL);

CREATE INDEX tasks_search ON nova.tasks USING gin (scope_id, search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);

CREATE INDEX team_invitations_due ON nova.team_invitations USING btree (expires_at) WHERE (status = 'PENDING'::text);

CREATE INDEX team_invitations_newest ON nova.team_invitations USING btree (team_id, created_at DESC, id DESC);

CREATE INDEX team_invitations_of_answerer ON nova.team_invitations USING btree (answered_by);

CREATE INDEX team_invitations_of_inviter ON nova.team_invitations USING btree (invited_by);

CREATE UNIQUE INDEX team_invitations_one_open ON nova.team_invitations USING btree (team_id, COALESCE((phone)::text, email)) WHERE (status = 'PENDING'::text);

CREATE INDEX team_members_of_user ON nova.team_members USING btree (user_id, status);

CREATE INDEX teams_of_company ON nova.teams USING btree (company_id);

CREATE INDEX teams_of_manager ON nova.teams USING btree (manager_id);

CREATE UNIQUE INDEX users_email_live ON nova.users USING btree (email) WHERE (deleted_at IS NULL);

CREATE INDEX users_newest ON nova.users USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX users_phone_live ON nova.users USING btree (phone) WHERE (deleted_at IS NULL);

CREATE INDEX users_search ON nova.users USING gin (search_text extensions.gin_trgm_ops) WHERE (deleted_at IS NULL);

CREATE INDEX auth_attempts_by_expiry ON private.auth_attempts USING btree (expires_at);

CREATE INDEX broken_glass_of_admin ON private.broken_glass USING btree (admin_id, expires_at);

CREATE INDEX city_names_of_city ON private.city_names USING btree (city_id);

CREATE INDEX delivery_reports_received ON private.delivery_reports USING btree (received_at);

CREATE INDEX demand_cells_by_key ON private.demand_cells USING btree (key, price_limit) INCLUDE (price_low, area_limit, request_id);

CREATE INDEX demand_keys ON private.demand USING gin (keys) WITH (fastupdate=off);

CREATE INDEX demand_of_user ON private.demand USING btree (user_id);

CREATE INDEX district_names_of_district ON private.district_names USING btree (district_id);

CREATE INDEX event_tickets_by_expiry ON private.event_tickets USING btree (expires_at);

CREATE INDEX event_tickets_of_session ON private.event_tickets USING btree (session_id);

CREATE INDEX event_tickets_of_user ON private.event_tickets USING btree (user_id);

CREATE INDEX kept_answers_by_age ON private.kept_answers USING btree (created_at);

CREATE UNIQUE INDEX match_plans_one_default ON private.match_plans USING btree (is_default) WHERE is_default;

CREATE INDEX match_queue_by_owner ON private.match_queue USING btree (owner_id, id) WHERE (error IS NULL);

CREATE INDEX match_queue_of_property ON private.match_queue USING btree (property_id) WHERE (property_id IS NOT NULL);

CREATE INDEX match_queue_of_request ON private.match_queue USING btree (request_id) WHERE (request_id IS NOT NULL);

CREATE INDEX paused_offers_of_payer ON private.paused_offers USING btree (payer);

CREATE INDEX plan_moves_of_payer ON private.plan_moves USING btree (payer, key);

CREATE INDEX reminders_due ON private.reminders USING btree (due_at) WHERE (sent_at IS NULL);

CREATE INDEX reminders_of_user ON private.reminders USING btree (user_id);

CREATE INDEX reminders_sent ON private.reminders USING btree (sent_at) WHERE (sent_at IS NOT NULL);

CREATE INDEX role_permissions_of_permission ON private.role_permissions USING btree (permission);

CREATE INDEX stats_moves_of_user ON private.stats_moves USING btree (user_id);

CREATE INDEX stock_by_city_word ON private.stock USING btree (city_word, price) WHERE (offer_id IS NOT NULL);

CREATE INDEX stock_by_district ON private.stock USING btree (sells, district, type, price) WHERE (offer_id IS NOT NULL);

CREATE INDEX stock_by_district_word ON private.stock USING btree (district_word) WHERE (offer_id IS NOT NULL);

CREATE INDEX stock_by_type ON private.stock USING btree (sells, city, type, price) INCLUDE (offer_id, user_id, district, zone, area, bedrooms, bathrooms, age, facing, features, min_score, expires_at, day) WHERE (offer_id IS NOT NULL);

CREATE INDEX stock_by_type_word ON private.stock USING btree (type_word, price) WHERE ((offer_id IS NOT NULL) AND residential);

CREATE INDEX stock_by_words ON private.stock USING btree (city_word, type_word, price) INCLUDE (offer_id, user_id, district_word, residential, city, area, min_score, expires_at) WHERE (offer_id IS NOT NULL);

CREATE INDEX stock_likeness ON private.stock USING hnsw (likeness extensions.vector_l2_ops);

CREATE INDEX stock_own ON private.stock USING btree (scope_id, sells, city, type);

CREATE INDEX trials_of_user ON private.trials USING btree (user_id);

CREATE INDEX webhook_inbox_received ON private.webhook_inbox USING btree (received_at);

CREATE INDEX webhook_inbox_unknown ON private.webhook_inbox USING btree (received_at DESC) WHERE (NOT is_known);

ALTER TABLE nova.analytics_events
    ADD CONSTRAINT analytics_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.appointment_series
    ADD CONSTRAINT appointment_series_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.appointment_series
    ADD CONSTRAINT appointment_series_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_parent_appointment_id_fkey FOREIGN KEY (parent_appointment_id) REFERENCES nova.appointments(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_property_id_fkey FOREIGN KEY (property_id) REFERENCES nova.properties(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_series_id_fkey FOREIGN KEY (series_id) REFERENCES nova.appointment_series(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.appointments
    ADD CONSTRAINT appointments_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.billing_details
    ADD CONSTRAINT billing_details_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.calendar_feeds
    ADD CONSTRAINT calendar_feeds_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.cities
    ADD CONSTRAINT cities_region_id_fkey FOREIGN KEY (region_id) REFERENCES nova.regions(id);

ALTER TABLE ONLY nova.consent_events
    ADD CONSTRAINT consent_events_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.consent_events
    ADD CONSTRAINT consent_events_made_by_fkey FOREIGN KEY (made_by) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.customer_activities
    ADD CONSTRAINT customer_activities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.customer_activities
    ADD CONSTRAINT customer_activities_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.customer_documents
    ADD CONSTRAINT customer_documents_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.customer_documents
    ADD CONSTRAINT customer_documents_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.customers
    ADD CONSTRAINT customers_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.customers
    ADD CONSTRAINT customers_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.customers
    ADD CONSTRAINT customers_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.customers
    ADD CONSTRAINT customers_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.districts
    ADD CONSTRAINT districts_city_id_fkey FOREIGN KEY (city_id) REFERENCES nova.cities(id);

ALTER TABLE ONLY nova.effective_rights
    ADD CONSTRAINT effective_rights_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.holidays
    ADD CONSTRAINT holidays_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.match_answers
    ADD CONSTRAINT match_answers_id_fkey FOREIGN KEY (id) REFERENCES nova.smart_matches(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.match_reveals
    ADD CONSTRAINT match_reveals_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.match_reveals
    ADD CONSTRAINT match_reveals_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.match_settings
    ADD CONSTRAINT match_settings_algorithm_fkey FOREIGN KEY (algorithm) REFERENCES private.match_plans(version);

ALTER TABLE ONLY nova.match_settings
    ADD CONSTRAINT match_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.notifications
    ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.offers
    ADD CONSTRAINT offers_property_id_fkey FOREIGN KEY (property_id) REFERENCES nova.properties(id);

ALTER TABLE ONLY nova.offers
    ADD CONSTRAINT offers_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.offers
    ADD CONSTRAINT offers_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.otp_codes
    ADD CONSTRAINT otp_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.outbox
    ADD CONSTRAINT outbox_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id) ON DELETE SET NULL;

ALTER TABLE ONLY nova.outbox
    ADD CONSTRAINT outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY nova.payment_methods
    ADD CONSTRAINT payment_methods_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES nova.subscription_invoices(id);

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_method_id_fkey FOREIGN KEY (method_id) REFERENCES nova.payment_methods(id) ON DELETE SET NULL;

ALTER TABLE ONLY nova.payments
    ADD CONSTRAINT payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.properties
    ADD CONSTRAINT properties_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.properties
    ADD CONSTRAINT properties_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.properties
    ADD CONSTRAINT properties_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.property_images
    ADD CONSTRAINT property_images_property_id_fkey FOREIGN KEY (property_id) REFERENCES nova.properties(id);

ALTER TABLE ONLY nova.push_devices
    ADD CONSTRAINT push_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.refunds
    ADD CONSTRAINT refunds_credit_note_id_fkey FOREIGN KEY (credit_note_id) REFERENCES nova.subscription_invoices(id);

ALTER TABLE ONLY nova.refunds
    ADD CONSTRAINT refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES nova.payments(id);

ALTER TABLE ONLY nova.requests
    ADD CONSTRAINT requests_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.requests
    ADD CONSTRAINT requests_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.requests
    ADD CONSTRAINT requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.smart_matches
    ADD CONSTRAINT smart_matches_broker_id_fkey FOREIGN KEY (broker_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.smart_matches
    ADD CONSTRAINT smart_matches_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES nova.offers(id);

ALTER TABLE ONLY nova.smart_matches
    ADD CONSTRAINT smart_matches_request_id_fkey FOREIGN KEY (request_id) REFERENCES nova.requests(id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_credit_of_fkey FOREIGN KEY (credit_of) REFERENCES nova.subscription_invoices(id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES nova.subscription_plans(id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES nova.subscriptions(id);

ALTER TABLE ONLY nova.subscription_invoices
    ADD CONSTRAINT subscription_invoices_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_paid_ahead_fkey FOREIGN KEY (paid_ahead) REFERENCES nova.subscription_invoices(id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_pending_plan_id_fkey FOREIGN KEY (pending_plan_id) REFERENCES nova.subscription_plans(id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES nova.subscription_plans(id);

ALTER TABLE ONLY nova.subscriptions
    ADD CONSTRAINT subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY nova.task_comments
    ADD CONSTRAINT task_comments_task_id_fkey FOREIGN KEY (task_id) REFERENCES nova.tasks(id);

ALTER TABLE ONLY nova.task_comments
    ADD CONSTRAINT task_comments_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES nova.appointments(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_created_by_fkey FOREIGN KEY (created_by) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES nova.customers(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_property_id_fkey FOREIGN KEY (property_id) REFERENCES nova.properties(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.tasks
    ADD CONSTRAINT tasks_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.team_invitations
    ADD CONSTRAINT team_invitations_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.team_invitations
    ADD CONSTRAINT team_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.team_invitations
    ADD CONSTRAINT team_invitations_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY nova.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.team_members
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.team_permissions
    ADD CONSTRAINT team_permissions_team_member_id_fkey FOREIGN KEY (team_member_id) REFERENCES nova.team_members(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.teams
    ADD CONSTRAINT teams_company_id_fkey FOREIGN KEY (company_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.teams
    ADD CONSTRAINT teams_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES nova.users(id);

ALTER TABLE ONLY nova.user_stats
    ADD CONSTRAINT user_stats_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY nova.working_hours
    ADD CONSTRAINT working_hours_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY private.broken_glass
    ADD CONSTRAINT broken_glass_admin_id_fkey FOREIGN KEY (admin_id) REFERENCES nova.users(id);

ALTER TABLE ONLY private.city_names
    ADD CONSTRAINT city_names_city_id_fkey FOREIGN KEY (city_id) REFERENCES nova.cities(id);

ALTER TABLE ONLY private.demand_cells
    ADD CONSTRAINT demand_cells_request_id_fkey FOREIGN KEY (request_id) REFERENCES private.demand(request_id) ON DELETE CASCADE;

ALTER TABLE ONLY private.district_names
    ADD CONSTRAINT district_names_city_id_fkey FOREIGN KEY (city_id) REFERENCES nova.cities(id);

ALTER TABLE ONLY private.district_names
    ADD CONSTRAINT district_names_district_id_fkey FOREIGN KEY (district_id) REFERENCES nova.districts(id);

ALTER TABLE ONLY private.event_tickets
    ADD CONSTRAINT event_tickets_session_id_fkey FOREIGN KEY (session_id) REFERENCES nova.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.event_tickets
    ADD CONSTRAINT event_tickets_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.paused_offers
    ADD CONSTRAINT paused_offers_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES nova.offers(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.paused_offers
    ADD CONSTRAINT paused_offers_payer_fkey FOREIGN KEY (payer) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.plan_periods
    ADD CONSTRAINT plan_periods_payer_fkey FOREIGN KEY (payer) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.plan_usage
    ADD CONSTRAINT plan_usage_payer_fkey FOREIGN KEY (payer) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.reminders
    ADD CONSTRAINT reminders_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id);

ALTER TABLE ONLY private.role_permissions
    ADD CONSTRAINT role_permissions_known FOREIGN KEY (permission) REFERENCES private.permissions(permission);

ALTER TABLE ONLY private.stats_moves
    ADD CONSTRAINT stats_moves_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.team_word_forms
    ADD CONSTRAINT team_word_forms_team_id_fkey FOREIGN KEY (team_id) REFERENCES nova.teams(id);

ALTER TABLE ONLY private.trials
    ADD CONSTRAINT trials_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY private.user_passwords
    ADD CONSTRAINT user_passwords_user_id_fkey FOREIGN KEY (user_id) REFERENCES nova.users(id) ON DELETE CASCADE;
