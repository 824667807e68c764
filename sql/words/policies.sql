-- Words are for everybody.
create policy words_rules on nova.words to nova_rules using (true) with check (true);
create policy words_public on nova.words for select to nova_app using (true);
grant select on nova.words to nova_app;
