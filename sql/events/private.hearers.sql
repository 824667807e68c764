-- Who hears of a change: everyone who may read the row as it is, or could as it was.
create or replace function private.hearers(now_read uuid[], then_read uuid[]) returns uuid[]
language sql immutable
as $$
select case
    when now_read = then_read then now_read
    else array(select unnest(now_read) union select unnest(then_read))
end
$$;
