-- Words are for everybody.
create policy enum_labels_rules on nova.enum_labels to nova_rules using (true) with check (true);
create policy enum_labels_public on nova.enum_labels for select to nova_app using (true);
grant select on nova.enum_labels to nova_app;
