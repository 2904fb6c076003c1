"""What is deployed names only what there is."""

import re

from tests.tree import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")


def test_the_containers_are_given_settings_that_exist():
    compose = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    block = compose.partition("&settings\n")[2].partition("  volumes:")[0]
    names = re.findall(r"^    ([A-Z_]+):", block, re.MULTILINE)
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"} <= set(names)
    assert [name for name in names if f"`{name}`" not in SETTINGS] == []


def test_every_variable_of_the_containers_is_in_the_example():
    compose = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    example = (ROOT / "deploy" / "compose.env.example").read_text("utf-8")
    asked = set(re.findall(r"\$\{([A-Z_]+)", compose))
    given = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert asked == given


def test_what_is_copied_and_run_in_the_container_is_there():
    made = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    assert "RUN scripts/set-up run" in made
    assert (ROOT / "scripts" / "set-up").stat().st_mode & 0o111
    assert "gunicorn.conf.py" in made
    assert (ROOT / "gunicorn.conf.py").is_file()
