-- Bring the matches of these properties and requests up to date.
create or replace function private.match_batch(property_ids uuid[], request_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_before uuid := uuidv7();
begin
    perform private.restock(property_ids, request_ids);
    perform private.expire_matches(property_ids, request_ids);
    if request_ids is not null then
        perform private.match_requests(request_ids);
    end if;
    if property_ids is not null then
        perform private.match_offers(property_ids);
    end if;
    perform private.announce_matches(v_before);
end
$$;
