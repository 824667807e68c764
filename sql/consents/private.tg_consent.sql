-- What a customer agrees to now, beside what they are: asked at every promotion.
create or replace function private.tg_consent() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    update nova.customers c
    set consent = c.consent || jsonb_build_object(new.channel, new.granted)
    where c.id = new.customer_id;
    return new;
end
$$;
