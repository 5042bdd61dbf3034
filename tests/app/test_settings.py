"""The declarations, and the order of the places a value comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError
from app.setting import all_settings, declared_words, find_setting, group_title, in_text
from app.settings import Settings
from app.settings_file import SettingsFile
from app.settings_layers import Origin, Resolved, resolve


def file_with(folder: Path, text: str) -> SettingsFile:
    file = SettingsFile(folder)
    file.path.write_text(text, encoding="utf-8")
    return file


def test_every_setting_is_declared_in_full() -> None:
    keys = [setting.key for setting in all_settings()]
    assert len(set(keys)) == len(keys)
    for setting in all_settings():
        assert setting.help.endswith("."), setting.key
        assert setting.range, setting.key
        assert setting.model.__doc__, setting.key
        assert setting.variable.startswith("VISAVIS_"), setting.key


def test_every_name_is_an_app_s_and_stands_once_in_its_group() -> None:
    for group in {setting.group for setting in all_settings()}:
        titles = [setting.title for setting in all_settings() if setting.group == group]
        assert len(set(titles)) == len(titles)
        assert group_title(group)[0].isupper()
    for setting in all_settings():
        assert setting.title[0].isupper(), setting.key
        assert "_" not in setting.title, setting.key
        assert not setting.title.endswith("."), setting.key


def test_every_choice_and_every_word_beside_a_number_has_a_label() -> None:
    for setting in all_settings():
        labelled = {value for value, _ in setting.labels}
        for value in labelled:
            assert in_text(setting.from_text(value)) == value
        if setting.choices and not isinstance(setting.default, bool):
            assert labelled == set(setting.choices), setting.key
        elif setting.minimum is not None and isinstance(setting.default, str):
            assert labelled == {setting.default}, setting.key
        else:
            assert len(labelled) <= 1, setting.key  # one value may stand for an empty line


def test_only_numbers_have_units_and_measured_ones_come_last() -> None:
    for setting in all_settings():
        assert setting.unit is None or setting.minimum is not None, setting.key
    for group in {setting.group for setting in all_settings()}:
        fine = [setting.fine for setting in all_settings() if setting.group == group]
        assert fine == sorted(fine), group


def test_translators_get_every_declared_word_once() -> None:
    words = declared_words()
    assert len(set(words)) == len(words)
    for setting in all_settings():
        assert {setting.title, setting.help, group_title(setting.group)} <= set(words)
    assert {"Starter engine", "{0} s", "{0} days", "{0} day", "Forever"} <= set(words)


def test_every_default_lies_in_its_own_range() -> None:
    for setting in all_settings():
        assert setting.from_file(setting.default) == setting.default
        assert Settings().value(setting.key) == setting.default


def test_every_listed_choice_is_taken() -> None:
    for setting in all_settings():
        for choice in setting.choices:
            assert in_text(setting.from_text(choice)) == choice


def test_the_ends_of_every_range_are_in_it_and_the_next_values_are_not() -> None:
    bounded = [setting for setting in all_settings() if setting.minimum is not None]
    assert {setting.name for setting in bounded} >= {"speed", "volume", "threads"}
    for setting in bounded:
        assert setting.minimum is not None
        assert setting.maximum is not None
        assert setting.from_text(str(setting.minimum)) == setting.minimum
        assert setting.from_text(str(setting.maximum)) == setting.maximum
        for outside in (setting.minimum - 1, setting.maximum + 1):
            with pytest.raises(UserError, match=setting.key):
                setting.from_text(str(outside))


def test_a_switch_is_true_or_false() -> None:
    speaks = find_setting("omni.speaks")
    assert speaks.default is True
    assert speaks.choices == ("true", "false")
    assert speaks.from_text("false") is speaks.from_file(False) is False
    for wrong in ("maybe", "2"):
        with pytest.raises(UserError, match="must be true or false"):
            speaks.from_text(wrong)
    with pytest.raises(UserError, match="must be true or false"):
        speaks.from_file("true")


def test_metadata_for_a_screen() -> None:
    speed = find_setting("speech.speed")
    assert (speed.minimum, speed.maximum, speed.default) == (0.5, 2.0, 1.0)
    assert speed.range == "a number from 0.5 to 2"
    assert find_setting("hearing.recogniser").choices == ("moonshine", "whisper")
    assert find_setting("chat.threads").choices == ()
    assert find_setting("chat.threads").range == "a whole number from 1 to 256 or auto"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("speech.speed", "1.5"),
        ("speech.speed", True),
        ("speech.speed", float("nan")),
        ("chat.threads", 1.0),
        ("chat.threads", "Auto"),
        ("conversation.max_reply_tokens", 0),
        ("conversation.persona", ["a"]),
        ("speech.voice", ""),
        ("hearing.recogniser", "ear"),
    ],
)
def test_a_file_must_hold_the_right_type(key: str, value: object) -> None:
    with pytest.raises(UserError, match=f"^{key} must be "):
        find_setting(key).from_file(value)


def test_a_whole_number_will_do_for_a_number() -> None:
    assert find_setting("speech.speed").from_file(2) == 2.0


def test_a_long_wrong_value_is_not_repeated_in_full() -> None:
    with pytest.raises(UserError) as refused:
        find_setting("speech.speed").from_text("9" * 10_000)
    assert len(str(refused.value)) < 200


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UserError, match=r"did you mean speech\.speed"):
        find_setting("speech.sped")
    with pytest.raises(UserError, match="lists them all"):
        find_setting("qqqq")


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().speech.speed = 2.0


def test_each_place_overrides_the_one_before(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    seen: list[tuple[float, Origin]] = []

    def look(resolved: Resolved) -> None:
        seen.append((resolved.settings.speech.speed, resolved.origins["speech.speed"]))

    environ = {"VISAVIS_SPEECH_SPEED": "1.2"}
    look(resolve(file, {}))
    file.set(find_setting("speech.speed"), 1.1)
    look(resolve(file, {}))
    look(resolve(file, environ))
    look(resolve(file, environ, ["speech.speed=1.3", "speech.speed=1.4"]))
    assert seen == [
        (1.0, Origin.DEFAULT),
        (1.1, Origin.FILE),
        (1.2, Origin.ENVIRONMENT),
        (1.4, Origin.COMMAND_LINE),
    ]


def test_a_wrong_value_in_the_file_costs_only_itself(tmp_path: Path) -> None:
    text = "[speech]\nspeed = 9\nvolume = 0.5\n"
    file = file_with(tmp_path, text)
    resolved = resolve(file, {})
    assert resolved.settings.speech.speed == 1.0
    assert resolved.settings.speech.volume == 0.5
    assert resolved.origins["speech.speed"] is Origin.DEFAULT
    assert len(resolved.words) == 1
    assert "speech.speed must be a number from 0.5 to 2, not 9." in resolved.words[0]
    assert file.path.read_text() == text


def test_a_mistyped_name_in_the_file_is_named(tmp_path: Path) -> None:
    resolved = resolve(file_with(tmp_path, "[speech]\nsped = 1.5\n[later]\nx = 1\n"), {})
    assert len(resolved.words) == 1
    assert "did you mean speech.speed?" in resolved.words[0]


def test_a_wrong_value_in_the_environment_stops(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^VISAVIS_SPEECH_SPEED must be a number"):
        resolve(SettingsFile(tmp_path), {"VISAVIS_SPEECH_SPEED": "fast"})


def test_an_empty_variable_is_unset_and_a_mistyped_one_is_named(tmp_path: Path) -> None:
    environ = {"VISAVIS_SPEECH_SPEED": "", "VISAVIS_SPEECH_SPED": "2", "VISAVIS_HOME": "/x"}
    resolved = resolve(SettingsFile(tmp_path), environ)
    assert resolved.settings == Settings()
    assert len(resolved.words) == 1
    assert "did you mean VISAVIS_SPEECH_SPEED?" in resolved.words[0]


def test_a_wrong_override_stops_before_the_file_is_touched(tmp_path: Path) -> None:
    file = file_with(tmp_path, "[speech")
    for override in ("speech.speed", "speech.speed=x", "nothing=1", "=", ""):
        with pytest.raises(UserError):
            resolve(file, {}, [override])
    assert file.path.read_text() == "[speech"


def test_an_override_may_hold_an_equals_sign_and_may_empty_a_text(tmp_path: Path) -> None:
    file = file_with(tmp_path, '[conversation]\npersona = "A cook"\n')
    assert resolve(file, {}, ["conversation.persona=a=b"]).settings.conversation.persona == "a=b"
    assert resolve(file, {}, ["conversation.persona="]).settings.conversation.persona == ""


def test_the_documentation_has_a_row_for_every_setting_as_it_is_declared() -> None:
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    assert rows == [
        f"| `{setting.key}` | {setting.range} | "
        f"{f'`{in_text(setting.default)}`' if setting.default != '' else 'empty'} | "
        f"{setting.help} |"
        for setting in all_settings()
    ]
