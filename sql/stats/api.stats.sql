-- A person's figures.
create or replace function api.stats(stats nova.user_stats) returns json
language sql stable
as $$
select (private.no_figures() || (stats.figures - 'unreadNotifications') || jsonb_build_object(
    'lastActivity', stats.last_activity, 'updatedAt', stats.updated_at))::json
$$;

grant execute on function api.stats(nova.user_stats) to nova_app;
