-- list_demo_accounts() -> DemoAccounts
select nova.list_demo_accounts()

-- list_violations(entity text, body jsonb, row_id uuid) -> Violations
select json_build_object('constraints', private.violations(:entity, :body, :row_id))
