-- The least id that a row made at this moment can have (RFC 9562, version 7: milliseconds first).
create or replace function private.first_id_of(at timestamptz) returns uuid
language sql immutable
as $$
select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
