-- The vocabulary of the other stages: places with their price level, names, what brokers note down
-- and what they log of a call or a visit. Dropped at commit.
create temporary table demo_places (
    place int generated always as identity, city text, district text, sar_per_m2 int,
    lat double precision, lng double precision)
on commit drop;

insert into demo_places (city, district, sar_per_m2, lat, lng)
select city, district, level + (length(district) * 137) %% 900, lat, lng
from (values
    ('الرياض', 4800, 24.71, 46.68, array['النرجس', 'الملقا', 'الياسمين', 'حطين', 'العارض',
        'القيروان', 'الصحافة', 'العقيق', 'المونسية', 'الروضة']),
    ('جدة', 4200, 21.54, 39.17, array['الشاطئ', 'الروضة', 'أبحر الشمالية', 'السلامة', 'النعيم',
        'المرجان', 'الصفا', 'الحمراء']),
    ('مكة المكرمة', 3900, 21.42, 39.83, array['العوالي', 'الشرائع', 'العزيزية', 'النوارية',
        'بطحاء قريش']),
    ('المدينة المنورة', 3100, 24.47, 39.61, array['العزيزية', 'قباء', 'الدفاع', 'شوران',
        'الخالدية']),
    ('الدمام', 2900, 26.43, 50.10, array['الشاطئ', 'الفيصلية', 'النزهة', 'أحد', 'الضاحية']),
    ('الخبر', 3500, 26.28, 50.21, array['العزيزية', 'الحزام الذهبي', 'الراكة', 'العليا',
        'اللؤلؤ'])
) as cities (city, level, lat, lng, districts)
cross join unnest(districts) as district;

create temporary table demo_names (first text[], family text[]) on commit drop;

insert into demo_names
values (
    array['محمد', 'عبدالله', 'فهد', 'سعود', 'خالد', 'عبدالرحمن', 'تركي', 'ماجد', 'نايف', 'بندر',
        'سلطان', 'ياسر', 'سارة', 'نورة', 'ريم', 'هند', 'لطيفة', 'منيرة', 'العنود', 'أمل', 'مها',
        'جواهر', 'شهد', 'رهف'],
    array['العتيبي', 'القحطاني', 'الغامدي', 'الزهراني', 'الدوسري', 'الشمري', 'الحربي', 'المطيري',
        'السبيعي', 'العنزي', 'الشهري', 'القرني', 'الراجحي', 'العمري', 'المالكي', 'الأحمدي']);

create temporary table demo_notes (nth int, note text, tags text[]) on commit drop;

insert into demo_notes
values
    (0, 'التواصل المفضّل بعد صلاة العصر، والمطلوب واجهة على شارعين.', array['مستعجل', 'كاش']),
    (1, 'Prefers a quiet street near an international school.', array['family', 'English']),
    (2, 'موافقة البنك المبدئية جاهزة، وبقي تقييم العقار.', array['تمويل عقاري']),
    (3, 'Relocating from Dubai with the company; must move within two months.',
        array['relocation', 'urgent']),
    (4, 'لعائلة من سبعة أفراد، ويُشترط ملحق خارجي وغرفة سائق.', array['عائلة كبيرة']),
    (5, 'Investor: asks for the yearly yield before any visit.', array['مستثمر', 'investor']),
    (6, 'زيارة ثلاثة عقارات دون اتفاق على السعر، والمتابعة نهاية الشهر.', array['متابعة']);

create temporary table demo_talks (step int, nth int, type text, said text) on commit drop;

insert into demo_talks
values
    (1, 0, 'NOTE', 'التواصل الأول عن طريق إعلان في المنصة، والرغبة جادة.'),
    (1, 1, 'NOTE', 'Referred by a former client; knows the area well.'),
    (1, 2, 'NOTE', 'الميزانية قابلة للزيادة إذا كان التشطيب ممتازًا.'),
    (1, 3, 'NOTE', 'Asked for photos of the kitchen and of the yard.'),
    (2, 0, 'VISIT', 'معاينة ميدانية مع العائلة، أعجبهم الموقع وطلبوا مهلة للتفكير.'),
    (2, 1, 'MEETING', 'Met at the office: went through three options and their prices.'),
    (2, 2, 'EMAIL', 'أُرسلت المخططات وصورة من ترخيص الإعلان.'),
    (2, 3, 'VISIT', 'Visited two flats; the second one fits, the rent is still too high.'),
    (3, 0, 'CALL', 'اتصال لتأكيد موعد المعاينة القادمة.'),
    (3, 1, 'CALL', 'Called about the price; will answer after speaking with the family.'),
    (3, 2, 'MESSAGE', 'رسالة واتساب بتفاصيل العقار وموقعه على الخريطة.'),
    (3, 3, 'MEETING', 'اجتماع لمناقشة شروط الدفعة الأولى وموعد الإفراغ.');
