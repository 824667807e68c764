-- An invoice that has its number stays as it was issued: only its state, what went back of it and
-- what the tax authority says of it change; it is never deleted.
create or replace function private.tg_stay_issued() returns trigger
language plpgsql
set search_path = ''
as $$
declare
    v_changing constant text[] := array['status', 'refunded_halalas', 'open_until',
        'next_attempt_at', 'attempts', 'zatca_status', 'zatca_counter', 'zatca_previous_hash',
        'zatca_hash', 'zatca_xml', 'zatca_uuid', 'zatca_qr', 'zatca_said', 'zatca_tries',
        'zatca_next_at', 'updated_at', 'version'];
begin
    if tg_op = 'DELETE' or to_jsonb(new) - v_changing <> to_jsonb(old) - v_changing then
        raise exception using
            errcode = 'PT409', message = 'invoice_issued';
    end if;
    return new;
end
$$;
