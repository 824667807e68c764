-- Periods that were paid ahead begin when the one before them ends, at most 500 a run.
create or replace function private.begin_periods(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    perform private.begin_paid_ahead(d)
    from (
        select s.* from nova.subscriptions s
        where s.paid_ahead is not null and s.current_period_end <= at
        order by s.current_period_end
        limit 500
        for update skip locked) as d;
end
$$;
