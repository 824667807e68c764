-- What was said twice, and differently: the widest facing, the dearest budget, the usual commission.
set local role nova_owner;

alter table nova.properties
    -- A wider one takes its place.
    -- squawk-ignore ban-drop-constraint
    drop constraint properties_facing_check,
    add constraint properties_facing_check check (length(facing) <= 100) not valid,
    alter column commission_percentage set default 2.5;
alter table nova.requests
    -- squawk-ignore ban-drop-constraint
    drop constraint requests_facing_check,
    add constraint requests_facing_check check (length(facing) <= 100) not valid;
alter table nova.customers
    add constraint customers_budget_min_bounded check (budget_min <= 100000000000) not valid,
    add constraint customers_budget_max_bounded check (budget_max <= 100000000000) not valid;
