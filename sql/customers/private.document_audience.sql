-- Who hears of a customer's paper: whoever may read the customer and its papers, and, of a copy of
-- an identity paper, may see those.
create or replace function private.document_audience(
    document nova.customer_documents, customer nova.customers
) returns setof uuid[]
language sql stable rows 1
as $$
select array(
    select unnest(readers) intersect select unnest(papers) intersect select unnest(
        case when document.type = 'ID_COPY' then trusted else papers end))
from private.readers('customers.read', customer.team_id, customer.user_id, customer.holder_id,
    customer.assigned_to is null) as readers
cross join private.readers('documents.read', customer.team_id, customer.user_id,
    customer.holder_id, customer.assigned_to is null) as papers
cross join private.readers('documents.id', customer.team_id, customer.user_id,
    customer.holder_id) as trusted
$$;
