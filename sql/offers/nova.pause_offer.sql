-- Take an offer off the market for a while; its matches stay.
create or replace function nova.pause_offer(offer_id uuid) returns nova.offers
language sql volatile security definer
set search_path = ''
as $$
select private.move_offer(offer_id, 'ACTIVE', 'PAUSED')
$$;

grant execute on function nova.pause_offer(uuid) to nova_app;
