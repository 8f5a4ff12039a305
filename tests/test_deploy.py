"""What deploys the bot fits it: units, images and manifests name what there is, and lock what can be locked.

No container is built here: that needs a daemon and a registry. What can be tried without is tried.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from bot.settings import HELP, read_settings
from bot.watching.metrics import Metrics
from briefings.cli.main import cli

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "concordance.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
RUNBOOK = (DEPLOY / "RUNBOOK.md").read_text(encoding="utf-8")
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

# Exposure as `systemd-analyze security` counts it, 0 to 10 in tenths; "OK" ends at 4.9. Ours is 1.2: what is
# left is the network, which a bot needs.
MOST_EXPOSED = 20

systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")


def variables(text: str) -> set[str]:
    return set(re.findall(r"\b(?:TELEGRAM|BRIEFINGS)_[A-Z_]+\b", text))


# systemd


@systemd
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    there = UNIT.replace("/opt/concordance/.venv/bin/concordance-bot", sys.executable)
    unit = tmp_path / "concordance.service"
    unit.write_text(there, encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


@systemd
def test_the_unit_is_hardened() -> None:
    words = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}"]
    said = subprocess.run(
        [*words, DEPLOY / "concordance.service"], capture_output=True, text=True, check=False
    )
    if "unrecognized option" in said.stderr:
        pytest.skip("this systemd cannot judge a unit that is not installed")
    assert said.returncode == 0, said.stdout.splitlines()[-1]


def test_the_unit_starts_what_is_installed_and_gives_up_on_settings_alone() -> None:
    started = re.search(r"^ExecStart=\S+/bin/(\S+)$", UNIT, re.MULTILINE)
    assert started
    assert started[1] in SCRIPTS
    assert "RestartPreventExitStatus=2\n" in UNIT
    assert "Restart=always\n" in UNIT
    assert variables(UNIT) <= variables(HELP)


# The environment


def test_the_example_of_the_environment_names_every_setting_and_no_other() -> None:
    example = (DEPLOY / "concordance.env.example").read_text(encoding="utf-8")
    assert variables(example) == variables(HELP)


def test_the_example_of_the_environment_can_be_used_as_it_is_but_for_the_token() -> None:
    lines = (DEPLOY / "concordance.env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.removeprefix("#").partition("=") for line in lines if re.match(r"#?[A-Z_]+=", line)]
    environment = {name: value for name, _, value in pairs if value} | {"TELEGRAM_BOT_TOKEN": "42:abc"}
    settings = read_settings(environment)
    assert settings.watch == ("127.0.0.1", 9300)


# Containers


def instructions(name: str) -> list[str]:
    """What stands after an instruction of the Dockerfile, each time."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line.partition(" ")[2].strip() for line in joined.splitlines() if line.startswith(f"{name} ")]


def test_the_image_is_slim_and_runs_as_nobody_in_particular() -> None:
    assert all(re.match(r"python:3\.11-slim\b", image) for image in instructions("FROM"))
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last_stage, re.MULTILINE)
    assert last_stage.index("USER ") > last_stage.index("RUN ")
    assert 'CMD ["python", "-m", "bot.alive"]' in DOCKERFILE
    assert '\nCMD ["concordance-bot"]' in DOCKERFILE
    assert "concordance-bot" in SCRIPTS
    assert not re.search(r"\b(?:sudo|curl|wget|ADD|latest)\b", DOCKERFILE)


def test_all_that_the_image_is_made_from_is_there_and_passes_dockerignore() -> None:
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignore
    for line in instructions("COPY"):
        if line.startswith("--from"):
            continue
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in ignore


def test_the_image_gets_every_package_and_all_that_pip_needs_to_build_them() -> None:
    copied = {name for line in instructions("COPY") for name in line.split()[:-1]}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages | {"pyproject.toml", "constraints.txt", "README.md", "LICENSE"} <= copied


def test_compose_locks_what_can_be_locked_and_keeps_the_database_in_a_volume() -> None:
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    (service,) = compose["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    volume, _, target = service["volumes"][0].partition(":")
    assert volume in compose["volumes"]
    assert service["environment"]["BRIEFINGS_DB"].startswith(f"{target}/")
    assert variables(str(compose)) <= variables(HELP)
    assert "TELEGRAM_BOT_TOKEN" not in service["environment"]


def test_kubernetes_runs_one_replica_locked_down_with_its_database_on_a_volume() -> None:
    documents = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
    kinds = {document["kind"]: document for document in documents}
    assert set(kinds) == {"PersistentVolumeClaim", "Deployment"}
    deployment = kinds["Deployment"]["spec"]
    assert (deployment["replicas"], deployment["strategy"]) == (1, {"type": "Recreate"})
    template = deployment["template"]
    assert deployment["selector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    pod = template["spec"]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    (container,) = pod["containers"]
    locked = container["securityContext"]
    assert locked["readOnlyRootFilesystem"] is True
    assert locked["allowPrivilegeEscalation"] is False
    assert locked["capabilities"] == {"drop": ["ALL"]}
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    assert {volume["name"] for volume in pod["volumes"]} == set(mounts)
    claim = next(v["persistentVolumeClaim"]["claimName"] for v in pod["volumes"] if v["name"] == "data")
    assert claim == kinds["PersistentVolumeClaim"]["metadata"]["name"]
    values = {each["name"]: each["value"] for each in container["env"]}
    assert values["BRIEFINGS_DB"].startswith(f"{mounts['data']}/")
    assert set(values) <= variables(HELP)
    for probe in ("startupProbe", "livenessProbe"):
        assert container[probe]["exec"]["command"] == ["python", "-m", "bot.alive"]


# The runbook


def commands() -> list[str]:
    """Every line of the runbook that is to be typed, and every command in its text."""
    blocks = re.findall(r"^```sh\n(.*?)^```", RUNBOOK, re.MULTILINE | re.DOTALL)
    return [*"".join(blocks).splitlines(), *re.findall(r"`([^`\n]+)`", RUNBOOK)]


def paths_of(group: click.Group) -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        found.add(name)
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}" for inner in command.commands}
    return found


def test_every_verb_in_the_runbook_exists() -> None:
    named = {
        found[1] for line in commands() if (found := re.search(r"(?:^|[/ ])briefings ([a-z]+)(?: |$)", line))
    }
    assert {"doctor", "backup", "restore", "verify"} <= named
    assert named <= paths_of(cli)


def test_every_target_file_setting_and_section_in_the_runbook_exists() -> None:
    for target in re.findall(r"\bmake -C \S+ ([a-z]+)", RUNBOOK):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
    for name in re.findall(r"(?<![\w/])(?:/opt/concordance/)?(deploy/[\w./]+[\w])", RUNBOOK):
        assert (ROOT / name).exists() or name in ("deploy/concordance", "deploy/concordance.env"), name
    assert variables(RUNBOOK) <= variables(HELP)
    sections = {title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.+)$", RUNBOOK, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", RUNBOOK)) <= sections
    for wanted in (
        "install",
        "upgrade",
        "roll-back",
        "move-to-another-machine",
        "restore",
        "rotate-the-token",
    ):
        assert wanted in sections


def test_every_measure_in_the_runbook_is_measured() -> None:
    page = Metrics().page().decode()
    for name in re.findall(r"\b(concordance_[a-z_]+|process_[a-z_]+)\b", RUNBOOK):
        if name != "concordance_data":
            assert re.search(
                rf"^# TYPE {name.removesuffix('_bucket').removesuffix('_total')}", page, re.MULTILINE
            ), name


def test_every_complaint_in_the_runbook_is_one_that_the_program_makes() -> None:
    table = RUNBOOK.partition("| you see |")[2].partition("\n\n")[0]
    seen = [row.split("|")[1] for row in table.splitlines()[2:]]
    code = " ".join(
        re.sub(r'"\s+f?"', "", path.read_text(encoding="utf-8"))
        for folder in ("bot", "briefings")
        for path in (ROOT / folder).rglob("*.py")
    )
    for said in re.findall(r"`([^`]+)`", " ".join(seen)):
        for part in re.split(r"\(\.\.\.\)|; ", said):
            assert part.strip() in code, said
