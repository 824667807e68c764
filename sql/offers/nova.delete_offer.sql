-- Take one of the caller's offers back, as if it had not been made; not while a broker holds a
-- place on it. Answers the id, or null when it is not theirs to delete.
create or replace function nova.delete_offer(offer_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_offer nova.offers := private.lock_offer(offer_id, 'offers.delete');
begin
    if v_offer.id is null then
        return null;
    end if;
    if v_offer.accepted_count > 0 then
        raise exception using
            errcode = 'PT409', message = 'offer_accepted',
            detail = json_build_object('accepted', v_offer.accepted_count);
    end if;
    update nova.offers o set deleted_at = now() where o.id = v_offer.id;
    return v_offer.id;
end
$$;

grant execute on function nova.delete_offer(uuid) to nova_app;
