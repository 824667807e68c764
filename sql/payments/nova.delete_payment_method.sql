-- Forget a way to pay of the caller's, and its token; the newest other one pays what falls due.
-- Refused: not_found.
create or replace function nova.delete_payment_method(method_id uuid) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user constant uuid := nova.current_user_id();
begin
    delete from nova.payment_methods m
    where m.id = delete_payment_method.method_id and m.user_id = v_user;
    if not found then
        raise exception using
            errcode = 'PT404', message = 'not_found';
    end if;
    update nova.payment_methods m
    set is_default = true
    where m.id = (
        select o.id from nova.payment_methods o where o.user_id = v_user
        order by o.created_at desc, o.id desc limit 1)
        and not exists (
            select from nova.payment_methods d where d.user_id = v_user and d.is_default);
end
$$;

grant execute on function nova.delete_payment_method(uuid) to nova_app;
