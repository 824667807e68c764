drop table nova.customers;
drop table nova.properties;
drop table nova.offers;
drop table nova.requests;
drop table nova.smart_matches;
drop table nova.notifications;
drop table private.match_factors;
drop table private.match_outcomes;
