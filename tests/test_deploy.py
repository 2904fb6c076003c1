"""What is deployed names only what there is."""

import re
import subprocess

import yaml

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


def test_only_what_the_program_needs_goes_into_the_image():
    """Whatever lies beside it (settings, keys, data, history) stays out."""
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0] == "*"
    let_in = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert {name for name in let_in if not (ROOT / name).exists()} == set()
    assert let_in.isdisjoint({"deploy", ".git", ".env", "data", "var", "tests"})
    asked = ["git", "ls-files", "--", *let_in]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    known = {path.split("/")[0] for path in listed.stdout.splitlines()}
    assert {name.split("/")[0] for name in let_in} == known


def test_every_service_that_others_wait_for_says_whether_it_is_well():
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]
    awaited = {
        (name, condition["condition"])
        for service in services.values()
        for name, condition in dict(service.get("depends_on") or {}).items()
    }
    assert {name for name, how in awaited if how == "service_started"} == set()
    well = {name for name, how in awaited if how == "service_healthy"} | {"jobs"}
    assert {name for name in well if "healthcheck" not in services[name]} == set()
    assert services["jobs"]["stop_signal"] == "SIGINT"  # as Huey ends its jobs


def test_what_is_copied_and_run_in_the_container_is_there():
    made = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    assert "RUN scripts/set-up run" in made
    assert (ROOT / "scripts" / "set-up").stat().st_mode & 0o111
    assert "gunicorn.conf.py" in made
    assert (ROOT / "gunicorn.conf.py").is_file()
