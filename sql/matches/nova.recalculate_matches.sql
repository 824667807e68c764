-- Let all open requests of the caller wait for the matcher; those that wait already do not wait
-- twice. Ten times an hour; answers how many wait.
create or replace function nova.recalculate_matches() returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_requests uuid[];
begin
    perform private.require_trade();
    perform private.take_rate('recalculate:' || nova.current_user_id(), 10, interval '1 hour');
    v_requests := private.open_requests(nova.current_user_id());
    perform private.queue_matching(null, array(
        select r.id
        from unnest(v_requests) as r (id)
        where not exists (select from private.match_queue q where q.request_id = r.id)));
    return json_build_object('queued', cardinality(v_requests));
end
$$;

grant execute on function nova.recalculate_matches() to nova_app;
