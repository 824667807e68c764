-- All requests are matched anew by the logic of before.
do $$
declare
    v_function regprocedure;
begin
    for v_function in
        select p.oid::regprocedure
        from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
            and (p.proname ~ '^lo_' or p.proname in ('lowrite', 'loread')
                or p.proname ~ '^pg_(try_)?advisory_' or p.proname = 'pg_logical_emit_message')
            and p.proname not in ('lo_import', 'lo_export')
    loop
        execute format('revoke execute on function %s from nova_owner, nova_rules', v_function);
        execute format('grant execute on function %s to public', v_function);
    end loop;
end
$$;
alter role nova_analyst connection limit -1;
alter role nova_retention login;
grant nova_keeper to nova_retention with inherit false, set true;
grant usage on schema private to nova_retention;
grant create on schema nova to nova_keeper;
alter table nova.events owner to nova_keeper;
revoke create on schema nova from nova_keeper;
comment on role nova_retention is 'Takes old days out of the log of events, as nova_keeper';
comment on role nova_keeper is 'Owns the log of events; nova_retention becomes it';
set local role nova_owner;
alter table nova.requests drop constraint requests_breadth;
delete from private.demand;
delete from private.match_queue;
alter table private.demand add column price_asked double precision not null;
comment on column private.demand.price_max is 'The dearest price that is fully met: the stated one, or what the financing reaches';
comment on column private.demand.price_asked is 'The dearest price the request states: price_max without what salary and down payment say';
drop table private.turns;
drop index private.match_queue_of_request;
drop index private.match_queue_of_property;
alter table private.match_queue drop column owner_id;
alter table nova.requests no force row level security;
insert into private.match_queue (request_id)
select r.id from nova.requests r where r.status = 'ACTIVE' and r.deleted_at is null;
alter table nova.requests force row level security;
alter table nova.match_answers drop column rejected_by;
alter table private.kept_answers drop column about, drop column entity;
alter table nova.sessions drop column logged_in_at;
delete from nova.otp_codes;
drop index nova.otp_codes_one_live;
alter table nova.otp_codes drop column attempts_elsewhere, drop column asked_from;
create unique index otp_codes_one_live on nova.otp_codes (user_id, type) where not used;
comment on column nova.otp_codes.attempts is null;
