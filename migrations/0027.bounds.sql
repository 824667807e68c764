-- Nothing is unbounded: every text, array and document says how large it may be.
--
-- Those that a client writes are bounded to what its form takes; those that a rule writes to a
-- multiple of what the rule can make, so that they are met by a fault only. Objects are measured as
-- they are stored: it costs a tenth of writing them out as text.
set local role nova_owner;

alter table nova.customers
    add constraint customers_preferred_contact_time_bounded
        check (jsonb_typeof(preferred_contact_time) in ('object', 'null')
            and pg_column_size(preferred_contact_time) <= 8192) not valid;
alter table nova.customer_activities
    add constraint customer_activities_metadata_bounded
        check (pg_column_size(metadata) <= 16384) not valid;
alter table nova.notifications
    add constraint notifications_bounded check (
        length(title) <= 300 and length(message) <= 10000 and length(category) <= 100
        and length(action_url) <= 2000 and length(action_label) <= 200
        and length(related_entity_type) <= 100) not valid;
alter table nova.outbox
    add constraint outbox_bounded check (
        length(topic) <= 100 and length(dedupe_key) <= 300 and pg_column_size(payload) <= 65536
        and length(provider) <= 100 and length(provider_message_id) <= 300) not valid;
alter table nova.offers
    add constraint offers_documents_bounded check (
        pg_column_size(summary) <= 262144 and pg_column_size(full_details) <= 262144) not valid;
alter table nova.requests
    add constraint requests_documents_bounded check (
        pg_column_size(summary) <= 262144 and pg_column_size(full_details) <= 262144) not valid;
alter table nova.match_reveals
    add constraint match_reveals_details_bounded
        check (pg_column_size(details) <= 262144) not valid;
-- A partitioned table takes no constraint that is not valid; its months are read once.
alter table nova.audit_log
    -- squawk-ignore constraint-missing-not-valid
    add constraint audit_log_bounded check (
        length(entity_type) <= 63 and pg_column_size(before) <= 1048576
        and pg_column_size(after) <= 1048576);
alter table nova.enum_labels
    add constraint enum_labels_bounded check (
        length(enum) <= 100 and length(value) <= 100 and length(label_ar) <= 200
        and length(label_en) <= 200) not valid;
alter table nova.subscription_plans
    add constraint subscription_plans_bounded check (
        length(name) <= 100 and length(name_ar) <= 100 and pg_column_size(features) <= 8192
        and pg_column_size(limits) <= 8192) not valid;
alter table nova.subscriptions
    add constraint subscriptions_payment_method_bounded
        check (pg_column_size(payment_method) <= 8192) not valid;
alter table nova.team_permissions
    add constraint team_permissions_bounded check (pg_column_size(permissions) <= 16384) not valid;
alter table private.applied_logic
    add constraint applied_logic_bounded check (length(sha256) <= 64) not valid;
alter table private.applied_migrations
    add constraint applied_migrations_bounded
        check (length(migration_id) <= 200 and length(sha256) <= 64) not valid;
alter table private.auth_attempts
    add constraint auth_attempts_bucket_bounded check (length(bucket) <= 1000) not valid;
alter table private.city_names
    add constraint city_names_key_bounded check (length(key) <= 2000) not valid;
alter table private.district_names
    add constraint district_names_key_bounded check (length(key) <= 2000) not valid;
alter table private.codes
    add constraint codes_key_bounded check (length(key) <= 2100) not valid;
alter table private.demand
    add constraint demand_words_bounded check (
        cardinality(cities) <= 200 and cardinality(muted) <= 100 and cardinality(districts) <= 2000
        and cardinality(zones) <= 2000 and cardinality(types) <= 100
        and cardinality(keys) <= 4000) not valid;
alter table private.kept_answers
    add constraint kept_answers_answer_bounded check (octet_length(answer) <= 4194304) not valid;
alter table private.match_factors
    add constraint match_factors_bounded check (
        length(factor) <= 50 and length(label_ar) <= 100 and length(label_en) <= 100) not valid;
alter table private.match_outcomes
    add constraint match_outcomes_bounded check (
        pg_column_size(breakdown) <= 8192 and cardinality(features_ar) <= 20
        and cardinality(features_en) <= 20) not valid;
alter table private.match_plans
    add constraint match_plans_version_bounded check (length(version) <= 20) not valid;
alter table private.match_queue
    add constraint match_queue_error_bounded check (length(error) <= 4000) not valid;
alter table private.permissions
    add constraint permissions_bounded check (
        length(permission) <= 100 and length(label_ar) <= 200 and length(label_en) <= 200) not valid;
alter table private.role_permissions
    add constraint role_permissions_bounded check (length(permission) <= 100) not valid;
alter table private.plan_factors
    add constraint plan_factors_bounded check (
        length(factor) <= 50 and length(label_ar) <= 100 and length(label_en) <= 100
        and length(offered) <= 50 and cardinality(wanted) <= 10) not valid;
alter table private.transitions
    add constraint transitions_bounded check (
        length(entity) <= 63 and length(old_state) <= 50 and length(new_state) <= 50) not valid;
alter table private.type_names
    add constraint type_names_bounded check (length(key) <= 2000 and length(type) <= 100) not valid;
alter table private.user_passwords
    add constraint user_passwords_hash_bounded check (length(password_hash) <= 500) not valid;


-- The log holds three days.
alter table nova.events
    -- squawk-ignore constraint-missing-not-valid
    add constraint events_bounded check (
        length(event) <= 100 and length(entity) <= 50 and pg_column_size(data) <= 1048576
        and cardinality(recipients) <= 100000);
