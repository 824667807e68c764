drop table private.match_outcomes;
drop table private.match_factors;
drop table nova.notifications;
drop table nova.smart_matches;
drop table nova.requests;
drop table nova.offers;
drop table nova.properties;
drop table nova.customers;
