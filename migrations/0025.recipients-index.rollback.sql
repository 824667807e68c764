set local role nova_owner;

do $$
declare
    v_index regclass;
begin
    for v_index in
        select i.indexrelid
        from pg_index i
        join pg_inherits h on h.inhrelid = i.indrelid and h.inhparent = 'nova.events'::regclass
        join pg_class c on c.oid = i.indexrelid
        join pg_am a on a.oid = c.relam and a.amname = 'gin'
    loop
        execute format('alter index %s reset (gin_pending_list_limit)', v_index);
    end loop;
end
$$;
