-- Who hears of an offer: its broker, as long as they may read it.
create or replace function private.offer_audience(offer nova.offers) returns setof uuid[]
language sql stable rows 1
as $$
select case when reads then array[offer.user_id] else '{}' end
from private.is_reader(offer.user_id, 'offers.read', offer.team_id, offer.user_id,
    offer.user_id) as reads
$$;
