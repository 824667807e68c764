"""Nova CRM: a PostgreSQL database that is the product, and a thin HTTP layer over it."""
