set local role nova_owner;
drop table private.kept_answers;
drop table private.stats_checks;
drop table private.stats_moves;
drop table nova.user_stats;
drop table nova.analytics_events;
drop table nova.audit_log;
