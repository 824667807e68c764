"""PostgreSQL, reached: the pool and its flights, statements, migrations, the logic of sql/."""
