from app.command import COMMAND_VARIABLE, command


def test_people_are_told_what_to_type_where_they_are(monkeypatch):
    assert command() == "visavis"
    monkeypatch.setenv(COMMAND_VARIABLE, "python3 run.py")
    assert command() == "python3 run.py"
