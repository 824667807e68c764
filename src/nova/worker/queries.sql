-- take_messages(most int, lease float8, urgent boolean) -> rows
-- Messages that are due, claimed for so many seconds.
select * from private.take_messages(:most, :lease * interval '1 second', :urgent)

-- settle_messages(outcomes jsonb) -> nothing
select private.settle_messages(:outcomes)

-- fold_stats(most int) -> rows
select private.fold_stats(:most) as moves

-- match_changes(most int) -> rows
select private.match_changes(:most) as taken

-- tick() -> rows
select * from nova.tick()

-- check_stats() -> rows
select private.check_stats() as drifted

-- detach_days() -> nothing
select private.detach_days()

-- drop_days() -> nothing
select private.drop_days()
