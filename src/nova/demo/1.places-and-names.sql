-- The vocabulary of the other stages: places with their price level, and names. Dropped at commit.
create temporary table demo_places (place int generated always as identity, city text, district text, sar_per_m2 int,
    lat double precision, lng double precision)
on commit drop;

insert into demo_places (city, district, sar_per_m2, lat, lng)
select city, district, level + (length(district) * 137) %% 900, lat, lng
from (values
    ('الرياض', 4800, 24.71, 46.68, array['النرجس', 'الملقا', 'الياسمين', 'حطين', 'العارض', 'القيروان', 'الصحافة', 'العقيق', 'المونسية', 'الروضة']),
    ('جدة', 4200, 21.54, 39.17, array['الشاطئ', 'الروضة', 'أبحر الشمالية', 'السلامة', 'النعيم', 'المرجان', 'الصفا', 'الحمراء']),
    ('مكة المكرمة', 3900, 21.42, 39.83, array['العوالي', 'الشرائع', 'العزيزية', 'النوارية', 'بطحاء قريش']),
    ('المدينة المنورة', 3100, 24.47, 39.61, array['العزيزية', 'قباء', 'الدفاع', 'شوران', 'الخالدية']),
    ('الدمام', 2900, 26.43, 50.10, array['الشاطئ', 'الفيصلية', 'النزهة', 'أحد', 'الضاحية']),
    ('الخبر', 3500, 26.28, 50.21, array['العزيزية', 'الحزام الذهبي', 'الراكة', 'العليا', 'اللؤلؤ'])
) as cities (city, level, lat, lng, districts)
cross join unnest(districts) as district;

create temporary table demo_names (first text[], family text[]) on commit drop;

insert into demo_names
values (
    array['محمد', 'عبدالله', 'فهد', 'سعود', 'خالد', 'عبدالرحمن', 'تركي', 'ماجد', 'نايف', 'بندر', 'سلطان', 'ياسر',
        'سارة', 'نورة', 'ريم', 'هند', 'لطيفة', 'منيرة', 'العنود', 'أمل', 'مها', 'جواهر', 'شهد', 'رهف'],
    array['العتيبي', 'القحطاني', 'الغامدي', 'الزهراني', 'الدوسري', 'الشمري', 'الحربي', 'المطيري', 'السبيعي', 'العنزي',
        'الشهري', 'القرني', 'الراجحي', 'العمري', 'المالكي', 'الأحمدي']);
