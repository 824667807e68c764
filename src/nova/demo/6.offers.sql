-- A third of the published stock is offered to other brokers.
insert into nova.offers (property_id, user_id, team_id, summary, full_details, max_brokers,
    expires_at, created_at)
select p.id, p.user_id, p.team_id, private.offer_summary(p), private.offer_details(p),
    3 + length(p.title) %% 8, now() + interval '60 days', p.created_at
from (
    select x.*, row_number() over (order by x.created_at) as place
    from nova.properties x
    where x.is_published
) as numbered
join nova.properties p on p.id = numbered.id
where numbered.place %% 3 = 0;
