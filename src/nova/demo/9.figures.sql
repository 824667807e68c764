-- Everybody's figures and what is used of their plans, counted once: the triggers that keep them
-- were off while loading.
update nova.user_stats s
set figures = r.figures
from private.recount_stats() as r
where s.user_id = r.user_id;

select private.mend_usage();
