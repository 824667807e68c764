set local role nova_owner;

alter table nova.properties
    drop constraint properties_facing_check,
    add constraint properties_facing_check check (length(facing) <= 50) not valid,
    alter column commission_percentage drop default;
alter table nova.requests
    drop constraint requests_facing_check,
    add constraint requests_facing_check check (length(facing) <= 50) not valid;
alter table nova.customers
    drop constraint customers_budget_min_bounded,
    drop constraint customers_budget_max_bounded;
