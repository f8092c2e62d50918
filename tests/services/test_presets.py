import json
import shutil
from pathlib import Path

import pytest

from desktop.domain.codes import UnitKind
from desktop.kernel.errors import KnownError
from desktop.services.presets import PresetHead, PresetService, to_json
from desktop.wording.messages_presets import MESSAGES

RESOURCES = Path(__file__).parents[2] / "resources"
IDS = ("hunan-2022", "jincheng-2021", "wenshan-2022", "yuncheng-2021", "yuxian-2024")


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the plans that a test may spoil."""
    for folder in ("presets", "reference"):
        shutil.copytree(RESOURCES / folder, tmp_path / folder)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sentence(error: KnownError) -> str:
    return MESSAGES[error.code][1].format(**error.values)


def test_list_has_the_five_plans_with_their_documents():
    heads = PresetService(RESOURCES).list()
    assert tuple(head.id for head in heads) == IDS
    assert heads[-1] == PresetHead(
        "yuxian-2024", "关于2024年全县规上工业企业净增工作方案", "盂促企组办发[2024]1号", 2024
    )


@pytest.mark.parametrize("preset_id", IDS)
def test_every_plan_loads_and_leaves_nothing_unread(preset_id):
    preset = PresetService(RESOURCES).load(preset_id)
    assert preset.id == preset_id
    assert preset.extra == {}


@pytest.mark.parametrize("preset_id", ["nowhere-2024", "../reference/national", "", "yuxian-2024.toml", "*"])
def test_unknown_plan_is_told(preset_id):
    with pytest.raises(KnownError) as caught:
        PresetService(RESOURCES).load(preset_id)
    assert caught.value.code == "preset_unknown"
    assert f"“{preset_id}”" in sentence(caught.value)


def test_wrong_type_is_told_by_file_and_key(resources):
    spoil(resources / "presets/yuxian-2024.toml", "value = 8", 'value = "8"')
    with pytest.raises(KnownError) as caught:
        PresetService(resources).load("yuxian-2024")
    assert caught.value.code == "preset_broken"
    assert "yuxian-2024.toml" in sentence(caught.value)
    assert "targets[0].value" in sentence(caught.value)


def test_plan_under_another_name_is_refused(resources):
    (resources / "presets/yuxian-2024.toml").rename(resources / "presets/yuxian-2025.toml")
    with pytest.raises(KnownError) as caught:
        PresetService(resources).load("yuxian-2025")
    assert (caught.value.code, caught.value.values["key"]) == ("preset_broken", "id")


def test_torn_file_is_told_with_its_line(resources):
    (resources / "presets/yuxian-2024.toml").write_text('id = "yuxian-2024"\ntitle = \n', encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        PresetService(resources).load("yuxian-2024")
    assert caught.value.code == "resource_unreadable"
    assert "第2行" in sentence(caught.value)


def test_file_in_another_encoding_is_told(resources):
    (resources / "presets/yuxian-2024.toml").write_bytes('title = "方案"'.encode("gb18030"))
    with pytest.raises(KnownError) as caught:
        PresetService(resources).list()
    assert caught.value.code == "resource_unreadable"


def test_missing_reference_is_told(resources):
    (resources / "reference/national.toml").unlink()
    with pytest.raises(KnownError) as caught:
        PresetService(resources).load("yuxian-2024")
    assert caught.value.code == "resource_missing"
    assert "national.toml" in sentence(caught.value)


def test_unknown_key_is_kept_and_shown(resources):
    spoil(resources / "presets/yuxian-2024.toml", 'region_name = "盂县"', 'region_name = "盂县"\nmotto = "应统尽统"')
    preset = PresetService(resources).load("yuxian-2024")
    assert preset.extra == {"motto": "应统尽统"}
    assert to_json(preset)["extra"] == {"motto": "应统尽统"}


@pytest.mark.parametrize("preset_id", IDS)
def test_json_holds_only_plain_values(preset_id):
    document = to_json(PresetService(RESOURCES).load(preset_id))
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document
    assert '""' not in json.dumps(document)  # absent is null, never an empty text


def test_json_has_the_keys_of_the_contract():
    document = to_json(PresetService(RESOURCES).load("yuxian-2024"))
    assert (document["id"], document["source"]) == ("yuxian-2024", "盂促企组办发[2024]1号")
    assert document["threshold"] == "20000000.00"
    targets = document["targets"]
    assert isinstance(targets, list)
    contract = ("level", "dimension", "unit", "measure", "value", "year", "kind")
    assert [targets[0][key] for key in contract] == ["city", None, None, "net_increase", 8, 2024, "official"]
    assert [row["value"] for row in targets if row["unit"] == "140322-nengyuan"] == [1]


def test_json_of_a_target_over_several_years_names_the_last():
    targets = to_json(PresetService(RESOURCES).load("hunan-2022"))["targets"]
    assert isinstance(targets, list)
    assert [(row["year"], row["year_from"], row["year_to"]) for row in targets] == [
        (2025, 2021, 2025),
        (2025, 2025, 2025),
    ]


def test_json_of_a_reward_without_an_amount_has_null():
    document = to_json(PresetService(RESOURCES).load("yuxian-2024"))
    rewards = document["rewards"]
    assert isinstance(rewards, list)
    assert {row["amount"] for row in rewards} == {None}


@pytest.mark.parametrize(
    ("asked", "found", "kind"),
    [
        ("能源局", "140322-nengyuan", UnitKind.DEPARTMENT),
        ("县能源局", "140322-nengyuan", UnitKind.DEPARTMENT),
        ("盂县能源局", "140322-nengyuan", UnitKind.DEPARTMENT),
        ("县工业和信息化局", "140322-gongxin", UnitKind.DEPARTMENT),
        ("盂县应急管理局", "140322-yingji", UnitKind.DEPARTMENT),
        ("住建局", "140322-zhujian", UnitKind.DEPARTMENT),
        ("盂县经济技术开发区", "140322-kaifaqu", UnitKind.ZONE),
        ("县经开区", "140322-kaifaqu", UnitKind.ZONE),
        ("开发区", "140322-kaifaqu", UnitKind.ZONE),
        ("秀水镇", "140322-xiushui", UnitKind.TOWNSHIP),
        ("盂县秀水镇人民政府", "140322-xiushui", UnitKind.TOWNSHIP),
        ("梁家寨", "140322-liangjiazhai", UnitKind.TOWNSHIP),
        ("县中小企业发展中心", "140322-county", UnitKind.COUNTY),
    ],
)
def test_units_of_yuxian_are_found_as_people_write_them(asked, found, kind):
    unit = PresetService(RESOURCES).load("yuxian-2024").find_unit(asked)
    assert unit is not None
    assert (unit.id, unit.kind) == (found, kind)


@pytest.mark.parametrize("asked", ["统计局", "盂县统计局", "税务局"])
def test_statistics_and_tax_are_no_units(asked):
    assert PresetService(RESOURCES).load("yuxian-2024").find_unit(asked) is None


def test_broken_span_of_holidays_is_told(resources):
    spoil(resources / "reference/holidays.toml", "to = 2024-02-17", "to = 2024-02-07")
    with pytest.raises(KnownError) as caught:
        PresetService(resources).calendar()
    assert caught.value.values == {"file": "holidays.toml", "key": "years[0].off[1].to"}
