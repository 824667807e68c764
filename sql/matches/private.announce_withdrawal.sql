-- Tell the other side that the caller stepped back.
create or replace function private.announce_withdrawal(match nova.smart_matches, other uuid)
returns void
language sql volatile
set search_path = ''
as $$
select private.tell(other, 'match_withdrawn',
    jsonb_build_object('name', private.name_of(nova.current_user_id())), 'smart_match', match.id)
$$;
