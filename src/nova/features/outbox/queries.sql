-- list_deliveries(page_size int) -> Deliveries
select nova.list_deliveries(:page_size)

-- list_dead_messages(provider text, page_size int) -> DeadMessages
select nova.list_dead_messages(:provider, :page_size)

-- resend_message(message_id bigint) -> DeadMessage
select nova.resend_message(:message_id)

-- report_messages(provider text, reports jsonb) -> Reported
select nova.report_messages(:provider, :reports)
