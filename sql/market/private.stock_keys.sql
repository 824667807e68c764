-- The keys under which a home finds requests of algorithm 1.0; see private.demand_keys.
create or replace function private.stock_keys(home private.stock) returns int[]
language sql immutable
as $$
select array[
        private.market_key(4, home.city_word, home.district_word, 0),
        private.market_key(5, home.district_word, home.type_word, 0)]
    || array(
        select unnest(array[
            private.market_key(2, home.city_word, home.type_word, p),
            private.market_key(3, home.city_word, home.type_word, a),
            private.market_key(6, home.city_word, 0, p)])
        from unnest(array[private.cell_of(home.price), -1], array[private.cell_of(home.area), -1])
            as cells (p, a))
    || case when home.residential then
        array[private.market_key(1, home.city_word, home.type_word, 0)]
        || array(
            select unnest(array[
                private.market_key(7, home.district_word, 0, p),
                private.market_key(8, home.type_word, a, p)])
            from unnest(array[private.cell_of(home.price), -1]) as p,
                unnest(array[private.cell_of(home.area), -1]) as a)
        else '{}' end
$$;
