"""`nova locations import`: known places stay, new ones are added, a wrong file is told apart."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg

import make
import market

NOVA = str(Path(sys.executable).parent / "nova")
REGIONS = [{"region_id": 70, "name_ar": "منطقة تبوك", "name_en": "Tabuk", "population": 1}]
CITIES = [
    {"city_id": 1, "region_id": 70, "name_ar": "تبوك", "name_en": "Tabuk"},
    {"city_id": 2, "region_id": 70, "name_ar": "بئر بن هرماس", "name_en": "Bir Bin Hirmas"},
]
DISTRICTS = [
    {"district_id": 9, "city_id": 1, "region_id": 70, "name_ar": "حي المروج", "name_en": "Al Muruj Dist."},
]  # fmt: skip


def imported(url: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [NOVA, "locations", "import", *map(str, files)],
        env=make.environment(database_url=url), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_list_is_imported_once_and_names_mean_its_places(fresh_url: str, tmp_path: Path) -> None:
    files = []
    for name, rows in (("r", REGIONS), ("c", CITIES), ("d", DISTRICTS)):
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(rows, ensure_ascii=False))
    with psycopg.connect(fresh_url) as owner:
        home = make.property_(owner, user_id=make.user(owner), city="تبوك", district="Al Muruj")
        wish = make.request(
            owner, user_id=make.user(owner), cities=["Tabuk"], districts=["حي المروج"]
        )
    assert imported(fresh_url, *files).stdout == "Added 1 cities and 1 districts.\n"
    assert imported(fresh_url, *files).stdout == "Added 0 cities and 0 districts.\n"
    with psycopg.connect(fresh_url) as owner:
        market.settle(owner)
        row = owner.execute(
            "select private.pair_points(d, h) & 31 from private.demand d, private.stock h"
            " where d.request_id = %s and h.property_id = %s", [wish, home]).fetchone()  # fmt: skip
        assert row == (25,), "both names are one district now"


def test_a_wrong_file_is_told_and_nothing_is_kept(fresh_url: str, tmp_path: Path) -> None:
    for text, said in (
        ("{}", "no list of places"),
        ("[{}]", "no list of regions, cities or districts"),
        ('[{"region_id": 1, "name_ar": "أطلنطس", "name_en": "Atlantis"}]', "أطلنطس"),
        ('[{"city_id": 1, "region_id": 1, "name_ar": "x", "name_en": "x"}]', "needs the file of regions"),
        ('[{"region_id": 1, "name_ar": " ", "name_en": "x"}]', "no list of places"),
    ):  # fmt: skip
        wrong = tmp_path / "wrong.json"
        wrong.write_text(text)
        answer = imported(fresh_url, wrong)
        assert (answer.returncode, said in answer.stderr) == (1, True), answer.stderr
    assert imported(fresh_url, tmp_path / "none.json").returncode == 1
