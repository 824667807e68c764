-- The words of pickers: each with its key, Arabic, English and its place; kept as their Arabic, whatever form they come in.
set local role nova_owner;

create table nova.words (
    vocabulary text not null check (vocabulary in ('propertyType', 'propertyCategory', 'customerCategory', 'interestLevel',
        'source', 'facing', 'urgency', 'feature', 'amenity')),
    place int not null,
    key text not null check (key ~ '^[A-Z][A-Z0-9_]*$' and length(key) <= 50),
    ar text not null check (length(ar) <= 100),
    en text not null check (length(en) <= 100),
    parent text check (length(parent) <= 50),
    primary key (vocabulary, key)
);
comment on table nova.words is 'The words that a picker offers; what is kept is the Arabic, as the original request has it';
comment on column nova.words.vocabulary is 'Which list it is of';
comment on column nova.words.place is 'Its place in the list';
comment on column nova.words.key is 'What clients may say instead of the word';
comment on column nova.words.ar is 'The word that is kept';
comment on column nova.words.en is 'In English';
comment on column nova.words.parent is 'Of a property type: the key of its category';
alter table nova.words enable row level security, force row level security;

create table private.word_forms (
    vocabulary text not null check (length(vocabulary) <= 50),
    form text not null check (length(form) <= 100),
    ar text not null check (length(ar) <= 100),
    primary key (vocabulary, form)
);
comment on table private.word_forms is 'Every form in which a word may come, folded, and the word that is kept for it';

create table private.worded_columns (
    entity text not null check (length(entity) <= 50),
    field text not null check (length(field) <= 50),
    vocabulary text not null check (length(vocabulary) <= 50),
    is_closed boolean not null,
    primary key (entity, field)
);
comment on table private.worded_columns is 'Which columns hold words of which vocabulary, and which take no others';

insert into private.worded_columns (entity, field, vocabulary, is_closed)
values
    ('customers', 'category', 'customerCategory', false), ('customers', 'interest_level', 'interestLevel', true),
    ('customers', 'source', 'source', false), ('customers', 'property_types', 'propertyType', false),
    ('properties', 'property_type', 'propertyType', false), ('properties', 'category', 'propertyCategory', false),
    ('properties', 'facing', 'facing', true), ('properties', 'features', 'feature', false),
    ('properties', 'amenities', 'amenity', false), ('properties', 'source', 'source', false),
    ('requests', 'property_types', 'propertyType', false), ('requests', 'facing', 'facing', true),
    ('requests', 'required_features', 'feature', false), ('requests', 'must_features', 'feature', false),
    ('requests', 'urgency_level', 'urgency', true);

create temporary table given on commit drop as
select *
from (values
    ('propertyType', 1, 'APARTMENT', 'شقة', 'Apartment', 'RESIDENTIAL', '{شقق,flat}'::text[]),
    ('propertyType', 2, 'VILLA', 'فيلا', 'Villa', 'RESIDENTIAL', '{فلة,فله}'),
    ('propertyType', 3, 'FLOOR', 'دور', 'Floor', 'RESIDENTIAL', '{أدوار}'),
    ('propertyType', 4, 'DUPLEX', 'دوبلكس', 'Duplex', 'RESIDENTIAL', '{}'),
    ('propertyType', 5, 'TOWNHOUSE', 'تاون هاوس', 'Townhouse', 'RESIDENTIAL', '{تاونهاوس,town house}'),
    ('propertyType', 6, 'STUDIO', 'استوديو', 'Studio', 'RESIDENTIAL', '{ستوديو}'),
    ('propertyType', 7, 'BUILDING', 'عمارة', 'Building', null, '{عماره}'),
    ('propertyType', 8, 'LAND', 'أرض', 'Land', null, '{قطعة أرض,plot}'),
    ('propertyType', 9, 'REST_HOUSE', 'استراحة', 'Rest house', 'RESIDENTIAL', '{resthouse}'),
    ('propertyType', 10, 'CHALET', 'شاليه', 'Chalet', 'RESIDENTIAL', '{}'),
    ('propertyType', 11, 'FARM', 'مزرعة', 'Farm', 'AGRICULTURAL', '{}'),
    ('propertyType', 12, 'SHOP', 'محل', 'Shop', 'COMMERCIAL', '{محل تجاري}'),
    ('propertyType', 13, 'SHOWROOM', 'معرض', 'Showroom', 'COMMERCIAL', '{}'),
    ('propertyType', 14, 'OFFICE', 'مكتب', 'Office', 'COMMERCIAL', '{}'),
    ('propertyType', 15, 'WAREHOUSE', 'مستودع', 'Warehouse', 'INDUSTRIAL', '{}'),
    ('propertyCategory', 1, 'RESIDENTIAL', 'سكني', 'Residential', null, '{سكنية}'),
    ('propertyCategory', 2, 'COMMERCIAL', 'تجاري', 'Commercial', null, '{تجارية}'),
    ('propertyCategory', 3, 'INDUSTRIAL', 'صناعي', 'Industrial', null, '{صناعية}'),
    ('propertyCategory', 4, 'AGRICULTURAL', 'زراعي', 'Agricultural', null, '{زراعية}'),
    ('customerCategory', 1, 'BUYER', 'مشتري', 'Buyer', null, '{مشترٍ}'),
    ('customerCategory', 2, 'TENANT', 'مستأجر', 'Tenant', null, '{}'),
    ('customerCategory', 3, 'OWNER', 'مالك', 'Owner', null, '{}'),
    ('customerCategory', 4, 'SELLER', 'بائع', 'Seller', null, '{}'),
    ('customerCategory', 5, 'LANDLORD', 'مؤجر', 'Landlord', null, '{}'),
    ('customerCategory', 6, 'INVESTOR', 'مستثمر', 'Investor', null, '{}'),
    ('interestLevel', 1, 'HIGH', 'مرتفع', 'High', null, '{عالٍ,عالي}'),
    ('interestLevel', 2, 'MEDIUM', 'متوسط', 'Medium', null, '{}'),
    ('interestLevel', 3, 'LOW', 'منخفض', 'Low', null, '{}'),
    ('source', 1, 'REFERRAL', 'توصية', 'Referral', null, '{إحالة}'),
    ('source', 2, 'ADVERTISEMENT', 'إعلان', 'Advertisement', null, '{ad}'),
    ('source', 3, 'VISIT', 'زيارة', 'Visit', null, '{walk in}'),
    ('source', 4, 'CALL', 'اتصال', 'Call', null, '{}'),
    ('source', 5, 'WEBSITE', 'موقع إلكتروني', 'Website', null, '{}'),
    ('source', 6, 'PORTAL', 'منصة عقارية', 'Property portal', null, '{}'),
    ('source', 7, 'WHATSAPP', 'واتساب', 'WhatsApp', null, '{واتس}'),
    ('source', 8, 'X', 'إكس', 'X', null, '{تويتر,twitter}'),
    ('source', 9, 'SNAPCHAT', 'سناب شات', 'Snapchat', null, '{سناب}'),
    ('source', 10, 'INSTAGRAM', 'إنستغرام', 'Instagram', null, '{انستقرام}'),
    ('source', 11, 'TIKTOK', 'تيك توك', 'TikTok', null, '{}'),
    ('source', 12, 'OTHER', 'أخرى', 'Other', null, '{}'),
    ('facing', 1, 'NORTH', 'شمال', 'North', null, '{شمالية,شمالي}'),
    ('facing', 2, 'SOUTH', 'جنوب', 'South', null, '{جنوبية,جنوبي}'),
    ('facing', 3, 'EAST', 'شرق', 'East', null, '{شرقية,شرقي}'),
    ('facing', 4, 'WEST', 'غرب', 'West', null, '{غربية,غربي}'),
    ('facing', 5, 'NORTH_EAST', 'شمال شرق', 'North-east', null, '{شمالية شرقية,شمالي شرقي,northeast}'),
    ('facing', 6, 'NORTH_WEST', 'شمال غرب', 'North-west', null, '{شمالية غربية,شمالي غربي,northwest}'),
    ('facing', 7, 'SOUTH_EAST', 'جنوب شرق', 'South-east', null, '{جنوبية شرقية,جنوبي شرقي,southeast}'),
    ('facing', 8, 'SOUTH_WEST', 'جنوب غرب', 'South-west', null, '{جنوبية غربية,جنوبي غربي,southwest}'),
    ('facing', 9, 'THREE_STREETS', 'ثلاثة شوارع', 'Three streets', null, '{3 شوارع}'),
    ('facing', 10, 'FOUR_STREETS', 'أربعة شوارع', 'Four streets', null, '{4 شوارع}'),
    ('urgency', 1, 'URGENT', 'عاجل', 'Urgent', null, '{مستعجل}'),
    ('urgency', 2, 'SOON', 'قريبًا', 'Soon', null, '{خلال شهر}'),
    ('urgency', 3, 'NORMAL', 'عادي', 'Normal', null, '{متوسط}'),
    ('urgency', 4, 'FLEXIBLE', 'مرن', 'Flexible', null, '{غير مستعجل}'),
    ('feature', 1, 'ELEVATOR', 'مصعد', 'Elevator', null, '{lift}'),
    ('feature', 2, 'PARKING', 'موقف', 'Parking', null, '{مواقف,موقف سيارة,مواقف سيارات}'),
    ('feature', 3, 'POOL', 'مسبح', 'Pool', null, '{swimming pool}'),
    ('feature', 4, 'GARDEN', 'حديقة', 'Garden', null, '{}'),
    ('feature', 5, 'FITTED_KITCHEN', 'مطبخ راكب', 'Fitted kitchen', null, '{مطبخ}'),
    ('feature', 6, 'AIR_CONDITIONING', 'تكييف', 'Air conditioning', null, '{مكيفات,ac}'),
    ('feature', 7, 'MAID_ROOM', 'غرفة خادمة', 'Maid''s room', null, '{غرفة عاملة}'),
    ('feature', 8, 'DRIVER_ROOM', 'غرفة سائق', 'Driver''s room', null, '{}'),
    ('feature', 9, 'CAR_ENTRANCE', 'مدخل سيارة', 'Car entrance', null, '{}'),
    ('feature', 10, 'BASEMENT', 'قبو', 'Basement', null, '{}'),
    ('feature', 11, 'ROOF', 'سطح', 'Roof', null, '{}'),
    ('feature', 12, 'BALCONY', 'شرفة', 'Balcony', null, '{بلكونة}'),
    ('feature', 13, 'FURNISHED', 'مؤثث', 'Furnished', null, '{مفروش}'),
    ('feature', 14, 'SMART_HOME', 'منزل ذكي', 'Smart home', null, '{}'),
    ('feature', 15, 'MAJLIS', 'مجلس', 'Majlis', null, '{}'),
    ('amenity', 1, 'MOSQUE', 'مسجد', 'Mosque', null, '{}'),
    ('amenity', 2, 'SCHOOL', 'مدرسة', 'School', null, '{مدارس}'),
    ('amenity', 3, 'HOSPITAL', 'مستشفى', 'Hospital', null, '{}'),
    ('amenity', 4, 'PARK', 'حديقة عامة', 'Park', null, '{}'),
    ('amenity', 5, 'MARKET', 'سوق', 'Market', null, '{أسواق}'),
    ('amenity', 6, 'METRO', 'مترو', 'Metro', null, '{محطة مترو}'),
    ('amenity', 7, 'GYM', 'نادٍ رياضي', 'Gym', null, '{نادي رياضي}'),
    ('amenity', 8, 'SECURITY', 'حراسة', 'Security', null, '{}'),
    ('amenity', 9, 'FIBER', 'ألياف بصرية', 'Fibre', null, '{fiber}'),
    ('amenity', 10, 'ELECTRICITY', 'كهرباء', 'Electricity', null, '{}'),
    ('amenity', 11, 'WATER', 'ماء', 'Water', null, '{مياه}'),
    ('amenity', 12, 'SEWAGE', 'صرف صحي', 'Sewage', null, '{}')
) as words (vocabulary, place, key, ar, en, parent, others);

alter table nova.words no force row level security;
insert into nova.words (vocabulary, place, key, ar, en, parent)
select vocabulary, place, key, ar, en, parent from given;
alter table nova.words force row level security;

insert into private.word_forms (vocabulary, form, ar)
select distinct on (vocabulary, nova.normalize_text(form)) vocabulary, nova.normalize_text(form), ar
from given
cross join unnest(array[key, replace(key, '_', ' '), ar, en] || others) as form
order by vocabulary, nova.normalize_text(form), place;
