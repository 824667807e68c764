-- Save a provider's token as the caller's way to pay: what falls due is taken by it from now on.
--
-- {"token", "brand", "last_digits", "expires_on"}. Refused: payments_off, card_number_refused,
-- card_expired, too_many_methods (10), method_taken.
create or replace function nova.add_payment_method(provider text, method jsonb)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user constant uuid := nova.current_user_id();
    v_new nova.payment_methods := jsonb_populate_record(null::nova.payment_methods, method);
begin
    perform private.require_payer();
    -- Words of a token that hold letters are the provider's: digits in them stand there by chance.
    perform private.refuse_card_numbers(jsonb_build_object('token',
        regexp_replace(v_new.token, '[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*', 'x', 'g')));
    if add_payment_method.provider is null then
        raise exception using
            errcode = 'PT503', message = 'payments_off';
    elsif v_new.expires_on < private.today() then
        perform private.refuse(array[private.blocker(422, 'card_expired', 'expiresOn')]);
    elsif (select count(*) >= 10 from nova.payment_methods m where m.user_id = v_user) then
        raise exception using
            errcode = 'PT409', message = 'too_many_methods';
    end if;
    update nova.payment_methods m set is_default = false where m.user_id = v_user and m.is_default;
    insert into nova.payment_methods as m (user_id, provider, token, brand, last_digits, expires_on,
        is_default)
    values (v_user, add_payment_method.provider, v_new.token, v_new.brand, v_new.last_digits,
        v_new.expires_on, true)
    on conflict do nothing
    returning m.* into v_new;
    if v_new.id is null then
        raise exception using
            errcode = 'PT409', message = 'method_taken';
    end if;
    -- What fell due while there was none is taken by it.
    update nova.subscription_invoices i
    set next_attempt_at = now()
    where i.user_id = v_user and i.purpose = 'RENEW' and i.status in ('PENDING', 'FAILED')
        and i.due_at <= now() and i.next_attempt_at is null and i.attempts < 4;
    return api.payment_method(v_new);
end
$$;

grant execute on function nova.add_payment_method(text, jsonb) to nova_app;
