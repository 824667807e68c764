-- Bring the matches of these properties and requests up to date. A property that reads as it did
-- has the matches that it had.
create or replace function private.match_batch(property_ids uuid[], request_ids uuid[])
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_before uuid := uuidv7();
    v_changed uuid[] := private.restock_homes(property_ids);
begin
    if request_ids is not null then
        perform private.restock_requests(request_ids);
    end if;
    perform private.expire_matches(property_ids, request_ids);
    if request_ids is not null then
        perform private.match_requests(request_ids);
    end if;
    if v_changed <> '{}' then
        perform private.match_offers(v_changed);
    end if;
    if v_changed <> '{}' or request_ids is not null then
        perform private.announce_matches(v_before);
    end if;
end
$$;
