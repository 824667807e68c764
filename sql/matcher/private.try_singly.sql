-- Match rows of the queue one by one, since they fail together: one that cannot be matched is set
-- aside with its error, so that it stops nobody else.
create or replace function private.try_singly(taken private.match_queue[]) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_row private.match_queue;
    v_error text;
begin
    foreach v_row in array taken loop
        v_error := private.try_batch(array[v_row]);
        if v_error is not null then
            update private.match_queue q set error = v_error where q.id = v_row.id;
            raise warning 'not matched: % (%)', coalesce(v_row.property_id, v_row.request_id),
                v_error;
        end if;
    end loop;
end
$$;
