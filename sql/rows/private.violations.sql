-- Every CHECK that a row of this table would break, by name: what somebody writes, over the row
-- that is there where they change one. PostgreSQL itself tells of the first alone.
--
-- Asked where a row has been refused, so that a good one costs nothing more; it reads the rules
-- from the catalogue, so none stands twice. Runs as the caller: a row they may not see is none.
create or replace function private.violations(entity text, body jsonb, row_id uuid default null)
returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
    v_table constant regclass := ('nova.' || quote_ident(entity))::regclass;
    v_row jsonb := '{}';
    v_rule record;
    v_said jsonb;
    v_broken text[] := '{}';
begin
    if row_id is not null then
        execute format('select to_jsonb(t) from %s as t where t.id = $1', v_table)
        into v_row using row_id;
    end if;
    v_row := v_row || body;
    for v_rule in
        select a.attname as name, pg_get_expr(d.adbin, d.adrelid) as rule, true as is_column
        from pg_attribute a
        join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = v_table and a.attgenerated <> ''
        union all
        select c.conname, pg_get_expr(c.conbin, c.conrelid), false
        from pg_constraint c
        where c.conrelid = v_table and c.contype = 'c'
        order by is_column desc, name
    loop
        execute format('select to_jsonb(%s) from jsonb_populate_record(null::%s, $1) as t',
            v_rule.rule, v_table)
        into v_said using v_row;
        if v_rule.is_column then
            v_row := v_row || jsonb_build_object(v_rule.name, v_said);
        elsif v_said = 'false' then
            v_broken := v_broken || v_rule.name::text;
        end if;
    end loop;
    return v_broken;
end
$$;

grant execute on function private.violations(text, jsonb, uuid) to nova_app;
