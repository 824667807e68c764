set local role nova_owner;
alter table nova.enum_labels no force row level security;
delete from nova.enum_labels
where enum in ('invitationStatus', 'adLicenseStatus', 'advertiserCapacity', 'invoiceStatus', 'zatcaStatus',
    'appointmentStatus', 'taskStatus', 'taskPriority', 'permissionReach');
alter table nova.enum_labels force row level security;
