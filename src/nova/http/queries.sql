-- list_demo_accounts() -> DemoAccounts
select nova.list_demo_accounts()
