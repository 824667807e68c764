-- The figures that a match counts in: those of the broker it was found for.
create or replace function private.match_figures(match nova.smart_matches) returns text[]
language sql immutable parallel safe
as $$
select array_remove(array[
    'totalMatches',
    case when match.status = 'ACCEPTED' then 'acceptedMatches' end], null)
$$;
