-- Whether a home has every feature without which it is no match (algorithm 2.0).
create or replace function private.has_must(request private.demand, home private.stock)
returns boolean
language sql immutable parallel safe
as $$
select request.must is null
    or 0 - (request.must operator(extensions.<#>) home.features) = request.must_count
$$;
