-- How long a message waits for its next round of tries, by how many it had; a code, which is good
-- for ten minutes, not long.
create or replace function private.pause_before(message nova.outbox) returns interval
language sql volatile
as $$
select (0.8 + 0.4 * random()) * interval '1 second' * case message.class
    when 'OTP' then (array[5, 15, 30, 60, 120, 120])[least(greatest(message.attempts, 1), 6)]
    else (array[60, 120, 300, 600, 900, 900])[least(greatest(message.attempts, 1), 6)]
end
$$;
