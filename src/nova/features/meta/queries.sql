-- list_enums() -> EnumLists
select json_build_object('enums', json_object_agg(e.enum, e.labels order by e.enum))
from (
    select l.enum, json_agg(json_build_object('value', l.value, 'ar', l.label_ar, 'en', l.label_en)
        order by l.place) as labels
    from nova.enum_labels l
    group by l.enum
) as e

-- list_words() -> WordLists
select json_build_object('words', json_object_agg(v.vocabulary, v.words order by v.vocabulary))
from (
    select w.vocabulary, json_agg(json_build_object(
        'key', w.key, 'ar', w.ar, 'en', w.en, 'parent', w.parent) order by w.place) as words
    from nova.words w
    group by w.vocabulary
) as v

-- queue_figures() -> Figures
select private.queue_figures()

-- newest_migration() -> Newest
select json_build_object('migration', private.newest_migration())
