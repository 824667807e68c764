-- Which of the forms of a word goes with a number: of two (English: one, other), or of four or five
-- (Arabic: one, two, few, many, and other where it is another); CLDR's plural rules.
create or replace function private.form_of(number int, forms text[]) returns text
language sql immutable
as $$
select replace(case
    when number = 1 then forms[1]
    when cardinality(forms) = 2 then forms[2]
    when number = 2 then forms[2]
    when number % 100 between 3 and 10 then forms[3]
    when number % 100 < 3 then coalesce(forms[5], forms[4])
    else forms[4]
end, '#', number::text)
$$;
