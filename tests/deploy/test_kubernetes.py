"""The manifests are ones that Kubernetes takes, and name what the program has."""

import re
from pathlib import Path
from typing import Any

import httpx2
import kubernetes_validate
import pytest
from starlette.routing import Route

from main import create_app
from manage import app as commands
from services.platform.configured import read_settings
from services.platform.settings import Settings
from tests.deploy.manifests import Document, built, documents

VERSION = "1.33"
WORKLOADS = ("Job", "Deployment")


@pytest.fixture
def base(root: Path) -> Path:
    return root / "deploy" / "kubernetes" / "base"


@pytest.fixture
def production(root: Path) -> Path:
    return root / "deploy" / "kubernetes" / "overlays" / "production"


@pytest.fixture
def objects(production: Path) -> list[Document]:
    return built(production)


def one(objects: list[Document], kind: str, name: str) -> Document:
    (found,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == (kind, name))
    return found


def pods(objects: list[Document]) -> list[Document]:
    return [each["spec"]["template"] for each in objects if each["kind"] in WORKLOADS]


def containers(objects: list[Document]) -> list[Document]:
    return [container for pod in pods(objects) for container in pod["spec"]["containers"]]


def test_every_object_fits_its_schema(objects: list[Document]) -> None:
    for each in objects:
        kubernetes_validate.validate(each, VERSION, strict=True)
    assert sorted({each["kind"] for each in objects}) == [
        "ConfigMap",
        "Deployment",
        "HorizontalPodAutoscaler",
        "Ingress",
        "Job",
        "Namespace",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
        "ServiceAccount",
    ]


def test_every_file_is_built(base: Path, production: Path) -> None:
    for folder in (base, production):
        (plan,) = documents(folder / "kustomization.yaml")
        used = [*plan["resources"], *(patch["path"] for patch in plan.get("patches", []))]
        there = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
        assert {name for name in used if name.endswith(".yaml")} == there


def test_every_variable_is_a_setting_and_the_example_is_a_good_one(
    objects: list[Document], production: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = dict(one(objects, "ConfigMap", "spitractors")["data"])
    lines = (production / "secrets.env.example").read_text().splitlines()
    secrets = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    given = [each["name"] for container in containers(objects) for each in container.get("env", [])]
    names = {name.upper() for name in Settings.model_fields}
    assert {*variables, *secrets, *given} - names == set()
    assert variables.keys() & secrets.keys() == set()
    for name, value in (variables | secrets).items():
        monkeypatch.setenv(name, value)
    assert read_settings().environment == "production"


def test_rotated_keys_reach_the_pods(objects: list[Document], production: Path, root: Path) -> None:
    """What the runbook writes is what the pods have mounted, and what the next deploy writes again."""
    (plan,) = documents(production / "kustomization.yaml")
    (keys,) = (
        each for each in plan["secretGenerator"] if each["files" if "files" in each else "envs"] == ["keys.json"]
    )
    assert keys["options"] == {"disableNameSuffixHash": True}

    mounted = {
        each["secret"]["secretName"]
        for pod in pods(objects)
        for each in pod["spec"].get("volumes", [])
        if "secret" in each
    }
    assert mounted == {keys["name"]}

    commands = re.findall(r"kubectl .+?(?= \||$)", (root / "docs/runbook.md").read_text(), re.MULTILINE)
    written = [each for each in commands if keys["name"] in each]
    assert [each.split()[1:4] for each in written] == [
        ["--namespace", plan["namespace"], verb] for verb in ("get", "create")
    ]
    assert all(each.startswith("kubectl --namespace spitractors ") for each in commands if "apply -f" in each)


def test_each_pod_may_do_nothing_that_it_need_not(objects: list[Document]) -> None:
    for pod in pods(objects):
        assert pod["spec"]["automountServiceAccountToken"] is False
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
        assert pod["spec"]["securityContext"]["runAsUser"] == 10001
        assert pod["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in containers(objects):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"requests", "limits"} == container["resources"].keys()


def test_each_container_runs_a_command_that_there_is(objects: list[Document]) -> None:
    words = {container["name"]: container["command"] for container in containers(objects)}
    assert words == {
        "migrate": ["python", "manage.py", "migrate"],
        "api": ["python", "manage.py", "serve"],
        "worker": ["python", "manage.py", "worker"],
    }
    assert all(commands[command[-1]].name == (command[-1],) for command in words.values())


def test_probes_ask_what_the_api_answers(objects: list[Document], settings: Settings) -> None:
    (api,) = one(objects, "Deployment", "api")["spec"]["template"]["spec"]["containers"]
    probes = {name: api[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert probes == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    routes = {route.path for route in create_app(settings).routes if isinstance(route, Route)}
    assert set(probes.values()) <= routes


def test_whoever_ends_has_the_time_for_it(objects: list[Document]) -> None:
    from serving import GRACE_SECONDS  # noqa: PLC0415 - beside what it is compared with

    pod = one(objects, "Deployment", "api")["spec"]["template"]["spec"]
    _, seconds = pod["containers"][0]["lifecycle"]["preStop"]["exec"]["command"]
    assert pod["terminationGracePeriodSeconds"] >= int(seconds) + 2 * GRACE_SECONDS


async def test_autoscalers_look_at_figures_that_there_are(objects: list[Document], http: httpx2.AsyncClient) -> None:
    said = (await http.get("/metrics")).text
    figures = {line.split()[2] for line in said.splitlines() if line.startswith("# TYPE ")}
    wanted = [_figure(metric) for each in ("api", "worker") for metric in _metrics(objects, each)]
    assert [name for name in wanted if name] == ["spitractors_connections_open", "spitractors_queue_age_seconds"]
    assert {name for name in wanted if name} <= figures


def _metrics(objects: list[Document], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = one(objects, "HorizontalPodAutoscaler", name)["spec"]["metrics"]
    return found


def _figure(metric: dict[str, Any]) -> str | None:
    source = metric.get("pods") or metric.get("external")
    return source["metric"]["name"] if source else None


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("Service", ("selector",)),
        ("PodDisruptionBudget", ("selector", "matchLabels")),
        ("NetworkPolicy", ("podSelector", "matchLabels")),
        ("Deployment", ("selector", "matchLabels")),
    ],
)
def test_whatever_chooses_pods_finds_some(objects: list[Document], kind: str, path: tuple[str, ...]) -> None:
    labels = [pod["metadata"]["labels"].items() for pod in pods(objects)]
    for each in (each for each in objects if each["kind"] == kind):
        chosen = each["spec"]
        for key in path:
            chosen = chosen[key]
        assert chosen
        assert any(chosen.items() <= of_pod for of_pod in labels), each["metadata"]["name"]
