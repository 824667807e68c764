-- A customer's paper; the file itself is fetched by its id, by whoever may.
create or replace function api.document(document nova.customer_documents) returns json
language sql stable
as $$
select json_build_object(
    'id', document.id,
    'customerId', document.customer_id,
    'uploadedBy', document.uploaded_by,
    'name', document.name,
    'type', document.type,
    'fileSize', document.file_size,
    'mimeType', document.mime_type,
    'createdAt', document.created_at)
$$;
