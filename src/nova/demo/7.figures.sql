-- Everybody's figures, counted once: the triggers that keep them were off while loading.
update nova.user_stats s
set total_customers = r.total_customers, active_customers = r.active_customers,
    vip_customers = r.vip_customers, total_properties = r.total_properties,
    active_properties = r.active_properties
from private.recount_stats() as r
where s.user_id = r.user_id;
