-- Whether a request keeps every match (exact mode): its points are without likeness then.
create or replace function private.keeps_all(request_id uuid) returns boolean
language sql stable
as $$
select d.keep is null from private.demand d where d.request_id = keeps_all.request_id
$$;
