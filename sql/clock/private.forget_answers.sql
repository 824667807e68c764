-- Answers are kept for retries for a day.
create or replace function private.forget_answers(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
delete from private.kept_answers k where k.created_at < at - interval '24 hours'
$$;
