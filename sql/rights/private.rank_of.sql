-- A reach as a number that grows with it; null for a word that is none.
create or replace function private.rank_of(reach text) returns int
language sql immutable parallel safe
as $$
select array_position(array['NONE', 'HELD', 'WHOLE'], reach)
$$;
