drop table nova.enum_labels;
