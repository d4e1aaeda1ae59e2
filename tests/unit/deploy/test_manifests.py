"""Tests of the deployment files: Kubernetes' own schemas, and the rules that a server for strangers' programs needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
import yaml

from autograd_playground.web.settings import Settings
from tests.support.dockerfile import read
from tests.support.server import ROOT

KUBERNETES_VERSION = "1.37"
FILES = sorted((ROOT / "deploy/kubernetes").glob("*.yaml"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
CADDYFILE = (ROOT / "deploy/Caddyfile").read_text()


def manifests() -> Iterator[dict[str, Any]]:
    for file in FILES:
        yield from yaml.safe_load_all(file.read_text())


MANIFESTS = {each["kind"]: each for each in manifests()}
POD = MANIFESTS["Deployment"]["spec"]["template"]
(CONTAINER,) = POD["spec"]["containers"]


def test_all_kinds_are_there_once() -> None:
    assert sorted(each["kind"] for each in manifests()) == [
        "Deployment",
        "HorizontalPodAutoscaler",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
    ]


@pytest.mark.parametrize("kind", MANIFESTS)
def test_each_manifest_fits_the_schema_of_its_kind(kind: str) -> None:
    kubernetes_validate.validate(MANIFESTS[kind], KUBERNETES_VERSION, strict=True)


def test_a_misspelt_member_does_not_fit() -> None:
    wrong = {**MANIFESTS["Service"], "spec": {**MANIFESTS["Service"]["spec"], "port": 80}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, KUBERNETES_VERSION, strict=True)


def test_all_mean_the_same_pods() -> None:
    labels = POD["metadata"]["labels"]
    spec = {kind: each["spec"] for kind, each in MANIFESTS.items()}
    assert labels == spec["Service"]["selector"] == spec["Deployment"]["selector"]["matchLabels"]
    assert labels == spec["PodDisruptionBudget"]["selector"]["matchLabels"]
    assert labels == spec["NetworkPolicy"]["podSelector"]["matchLabels"]
    target = spec["HorizontalPodAutoscaler"]["scaleTargetRef"]
    deployment = MANIFESTS["Deployment"]
    assert target == {
        "apiVersion": deployment["apiVersion"],
        "kind": "Deployment",
        "name": deployment["metadata"]["name"],
    }


def test_the_server_can_change_nothing_and_call_nobody() -> None:
    security = {**POD["spec"]["securityContext"], **CONTAINER["securityContext"]}
    assert security == {
        "runAsNonRoot": True,
        "runAsUser": 10001,
        "runAsGroup": 10001,
        "seccompProfile": {"type": "RuntimeDefault"},
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert POD["spec"]["automountServiceAccountToken"] is False
    assert POD["spec"]["enableServiceLinks"] is False
    assert MANIFESTS["NetworkPolicy"]["spec"]["egress"] == []
    assert set(MANIFESTS["NetworkPolicy"]["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    (user,) = re.findall(r"useradd --system --uid (\d+)", (ROOT / "Dockerfile").read_text())
    assert int(user) == security["runAsUser"]


def test_readiness_is_probed_by_a_program_and_liveness_is_not() -> None:
    probes = {name: CONTAINER[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert probes == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}


def test_the_replicas_follow_a_metric_of_the_queue_that_the_server_has() -> None:
    (metric,) = MANIFESTS["HorizontalPodAutoscaler"]["spec"]["metrics"]
    name = metric["pods"]["metric"]["name"]
    assert name == "playground_queue_waiting"
    assert f'"{name}"' in (ROOT / "web/operation/metrics.py").read_text()


def given_settings() -> Iterator[dict[str, str]]:
    yield {each["name"]: each["value"] for each in CONTAINER["env"]}
    yield from (COMPOSE["services"][name]["environment"] for name in ("playground-1", "playground-2"))


@pytest.mark.parametrize("given", list(given_settings()), ids=["kubernetes", "compose-1", "compose-2"])
def test_the_environment_of_a_replica_is_one_of_valid_settings(given: dict[str, str]) -> None:
    fields = {name.removeprefix("PLAYGROUND_").lower(): text for name, text in given.items()}
    assert fields.keys() <= Settings.model_fields.keys()
    fields["address"] = fields["address"].replace("${PLAYGROUND_HOST:-localhost}", "play.example")
    checked = Settings.model_validate({"static": ROOT / "static/dist", **fields})
    assert checked.metrics
    assert checked.access_log
    assert checked.reader_requests > 0


def test_compose_has_two_replicas_behind_a_proxy_that_alone_is_reached_from_outside() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inner"]["internal"] is True
    for name in ("playground-1", "playground-2"):
        assert services[name]["networks"] == ["inner"]
        assert f"{name}:8000" in CADDYFILE
    address = services["proxy"]["networks"]["inner"]["ipv4_address"]
    assert services["playground-1"]["environment"]["PLAYGROUND_PROXIES"] == address


def test_nothing_in_compose_can_change_its_file_system_or_gain_rights() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "mem_limit" in service, name


def test_what_compose_mounts_is_there() -> None:
    for volume in COMPOSE["services"]["proxy"]["volumes"]:
        source = volume.partition(":")[0]
        assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]


def test_every_key_of_a_service_is_one_of_the_compose_specification() -> None:
    known = {
        *(
            "build",
            "image",
            "restart",
            "init",
            "read_only",
            "tmpfs",
            "cap_add",
            "cap_drop",
            "security_opt",
            "pids_limit",
        ),
        *("mem_limit", "cpus", "stop_grace_period", "networks", "environment", "depends_on", "ports", "volumes"),
    }
    assert {key for service in COMPOSE["services"].values() for key in service} <= known
    assert {key for key in COMPOSE if not key.startswith("x-")} == {"services", "networks", "volumes"}


def test_the_proxy_bounds_what_uvicorn_waits_for() -> None:
    for bound in ("read_header 5s", "read_body 15s", "max_size 3MB", "Strict-Transport-Security", "lb_policy ip_hash"):
        assert bound in CADDYFILE, bound


def test_the_dockerfiles_images_are_named_by_version() -> None:
    images = [rest.split()[0] for word, rest in read((ROOT / "Dockerfile").read_text()) if word == "FROM"]
    assert all(re.fullmatch(r"\w+:\d+(\.\d+)?-[\w-]+(@sha256:[0-9a-f]{64})?", image) for image in images)
