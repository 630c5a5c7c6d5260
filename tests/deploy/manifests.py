"""The manifests as kustomize builds them, as far as ours use it: resources, patches by kind and name, common labels."""

from pathlib import Path
from typing import Any

import yaml

type Document = dict[str, Any]


def documents(path: Path) -> list[Document]:
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def built(folder: Path) -> list[Document]:
    """Every object of a folder with a kustomization."""
    (plan,) = documents(folder / "kustomization.yaml")
    objects: list[Document] = []
    for name in plan["resources"]:
        there = (folder / name).resolve()
        objects += built(there) if there.is_dir() else documents(there)
    for patch in plan.get("patches", []):
        for change in documents(folder / patch["path"]):
            _merge(_named(objects, change["kind"], change["metadata"]["name"]), change)
    for labels in plan.get("labels", []):
        for each in objects:
            each["metadata"].setdefault("labels", {}).update(labels["pairs"])
            if labels.get("includeTemplates") and "template" in each.get("spec", {}):
                each["spec"]["template"]["metadata"]["labels"].update(labels["pairs"])
    return objects


def _named(objects: list[Document], kind: str, name: str) -> Document:
    (found,) = (each for each in objects if (each["kind"], each["metadata"]["name"]) == (kind, name))
    return found


def _merge(into: Document, change: Document) -> None:
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
