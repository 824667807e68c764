-- A consent to promotions by a channel, given or taken back.
create or replace function api.consent(consent nova.consent_events) returns json
language sql stable
as $$
select json_build_object(
    'id', consent.id,
    'channel', consent.channel,
    'granted', consent.granted,
    'source', consent.source,
    'note', consent.note,
    'madeBy', consent.made_by,
    'madeByName', private.name_of(consent.made_by),
    'createdAt', consent.created_at)
$$;

grant execute on function api.consent(nova.consent_events) to nova_app;
