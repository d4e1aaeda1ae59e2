"""Test of the server's answer to the notebook's methods."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from autograd_playground.engine.service.api import NOTEBOOK_METHODS


@pytest.mark.parametrize("method", NOTEBOOK_METHODS)
def test_the_server_runs_no_cell(client: TestClient, method: str) -> None:
    reply = client.post(f"/api/{method}", json={"cell": "a", "source": "1", "limit": None, "number": 0})
    assert reply.status_code == 422
    assert reply.json()["error"]["code"] == "unsupported"
    assert "runs in the reader's browser" in reply.json()["error"]["message"]
