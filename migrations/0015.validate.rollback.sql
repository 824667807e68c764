-- A constraint that holds goes on holding; 0009 and 0010 take theirs away.
select 1;
