-- The functions that tables stand on (migrations/0002, 0020) and who may call them.
grant execute on function nova.normalize_text(text), nova.name_key(text),
    nova.normalize_phone(text), nova.is_saudi_id(text), nova.current_user_id(), nova.place_key(text)
    to nova_app, nova_worker, nova_rules;
grant execute on function nova.is_zone(text) to nova_app, nova_rules;
