set local role nova_owner;
drop table nova.subscription_invoices;
drop table nova.property_images;
drop table nova.customer_documents;
alter table nova.smart_matches drop column score_version;
alter table nova.offers drop column min_score;
alter table nova.customers drop column consent, drop column merged_into_id;
alter table nova.users drop column mawthuq_number;
alter table nova.properties drop column reserved_until, drop column national_address, drop column land_number,
    drop column plan_number, drop column advertiser_capacity, drop column brokerage_contract_expires_at,
    drop column brokerage_contract_number, drop column ad_license_status;
