create or replace trigger tg_wake_codes after insert on nova.outbox
    for each row when (new.class = 'OTP') execute function private.tg_wake_codes();
