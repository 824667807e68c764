-- The login stays: roles belong to the server, and other databases may use it.
revoke usage on schema private from nova_retention;
revoke nova_keeper from nova_retention;
grant nova_keeper to nova_worker with inherit false, set true;
