-- Refuse what holds a card number in any of its texts: 422 card_number_refused, with the field.
-- Nova keeps none (PCI DSS, requirement 3), so that nobody has to guard one.
create or replace function private.refuse_card_numbers(texts jsonb) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    perform private.refuse(array(
        select private.blocker(422, 'card_number_refused', t.key)
        from jsonb_each_text(texts) as t
        where private.has_card_number(t.value)
        order by t.key));
end
$$;
