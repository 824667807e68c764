-- A refusal that must be remembered: a wrong code, a reused token.
--
-- Raising undoes the transaction, and with it the count of wrong tries. So such a function answers
-- this instead, commits, and the app turns it into the same error body as a raised one.
create or replace function private.refusal(status int, code text) returns json
language sql immutable parallel safe
as $$
select json_build_object('refused', json_build_object('status', status, 'code', code))
$$;
