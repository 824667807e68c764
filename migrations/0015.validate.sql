-- The constraints that 0009 and 0010 put on tables in use, checked without blocking their writers.
set local role nova_owner;
alter table nova.teams validate constraint teams_settings_bounded;
alter table nova.customers validate constraint customers_merged_into_fkey;
