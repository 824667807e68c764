-- A row counted in some figures of one person, and counts in some of another or the same: what is
-- different moves.
--
-- A move is a row of its own: updating user_stats here would make every writer of a person wait
-- for the other's commit, and two with several people wait in a circle.
create or replace function private.move_figures(
    was_of uuid, gone text[], now_of uuid, come text[]
) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    if gone is null and come is not null then
        insert into private.stats_moves (user_id, figures)
        values (now_of, (select jsonb_object_agg(f.figure, 1) from unnest(come) as f (figure)));
    elsif was_of is distinct from now_of or gone is distinct from come then
        insert into private.stats_moves (user_id, figures)
        select m.person, jsonb_object_agg(m.figure, m.moved)
        from (
            select c.person, c.figure, sum(c.sign) as moved
            from (
                select now_of as person, unnest(come) as figure, 1 as sign
                union all
                select was_of, unnest(gone), -1
            ) as c
            group by c.person, c.figure
            having sum(c.sign) <> 0
        ) as m
        group by m.person;
    end if;
end
$$;
