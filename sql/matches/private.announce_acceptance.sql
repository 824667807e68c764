-- Tell both sides that they have met.
create or replace function private.announce_acceptance(match nova.smart_matches, offerer uuid)
returns void
language sql volatile
set search_path = ''
as $$
select private.tell(offerer, 'match_accepted', jsonb_build_object(
    'name', private.name_of(match.broker_id), 'score', private.score_of(match.points)),
    'smart_match', match.id);
select private.tell(match.broker_id, 'match_opened',
    jsonb_build_object('name', private.name_of(offerer)), 'smart_match', match.id);
$$;
