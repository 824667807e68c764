-- Refuse to buy or change what is to be resumed (409 resume_first: cancelled, in a period that was
-- paid), or whose renewal is to be paid (409 renewal_due: in its days of grace).
create or replace function private.require_no_other_way(subscription nova.subscriptions)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if subscription.status = 'CANCELLED' and not private.is_bought_anew(subscription) then
        raise exception using
            errcode = 'PT409', message = 'resume_first';
    elsif subscription.status = 'ACTIVE' and subscription.current_period_end <= now() then
        raise exception using
            errcode = 'PT409', message = 'renewal_due';
    end if;
end
$$;
