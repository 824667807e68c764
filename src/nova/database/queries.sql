-- begin_request(user_id uuid, session_id uuid, read_only boolean, request_id text, client_ip text, precondition text, retry_key text, fingerprint bytea) -> nothing
-- What every flight begins with, in the transaction of the statement that follows.
select private.begin_request(:user_id, :session_id, :read_only, :request_id, :client_ip,
    :precondition, :retry_key, :fingerprint)

-- show_answer(retry_key text, fingerprint bytea) -> nothing
-- What this very request was answered before.
select private.show_answer(:retry_key, :fingerprint)
