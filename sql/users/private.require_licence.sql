-- Refuse an advertisement or a deal to someone who may not practise: a role that may not trade, or
-- what private.licence_blockers names.
create or replace function private.require_licence() returns void
language plpgsql stable
set search_path = ''
as $$
begin
    perform private.require_trade();
    perform private.refuse(private.licence_blockers());
end
$$;
