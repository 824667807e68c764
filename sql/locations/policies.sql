-- Reference data: everybody who is logged in may read it; only migrations and the importer write.
create policy regions_rules on nova.regions to nova_rules using (true) with check (true);
create policy regions_read on nova.regions for select to nova_app using (true);
create policy cities_rules on nova.cities to nova_rules using (true) with check (true);
create policy cities_read on nova.cities for select to nova_app using (true);
create policy districts_rules on nova.districts to nova_rules using (true) with check (true);
create policy districts_read on nova.districts for select to nova_app using (true);
grant select on nova.regions, nova.cities, nova.districts to nova_app;
