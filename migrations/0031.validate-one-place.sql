-- The bounds of 0030, checked against what is there without blocking its writers.
set local role nova_owner;
alter table nova.properties validate constraint properties_facing_check;
alter table nova.requests validate constraint requests_facing_check;
alter table nova.customers validate constraint customers_budget_min_bounded;
alter table nova.customers validate constraint customers_budget_max_bounded;
