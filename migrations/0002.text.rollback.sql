drop function nova.current_user_id();
drop function nova.is_saudi_id(text);
drop domain nova.phone;
drop function nova.normalize_phone(text);
drop function nova.name_key(text);
drop function nova.normalize_text(text);
