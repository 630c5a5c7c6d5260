"""Relay's compiler over the schema that is committed."""

import json
import shutil
from pathlib import Path

from tests.conformance.conftest import HERE, node

_OPERATIONS = """
graphql`
  fragment Requests_viewer on Query
  @argumentDefinitions(count: {type: "Int", defaultValue: 10}, cursor: {type: "Cursor"})
  @refetchable(queryName: "RequestsPageQuery") {
    requests(first: $count, after: $cursor) @connection(key: "Requests_requests") {
      edges { node { id status } }
    }
  }
`;
graphql`query RequestsQuery { me { id name } ...Requests_viewer }`;
graphql`query RequestsNodeQuery($id: ID!) { node(id: $id) { id ... on JobRequest { status } } }`;
graphql`
  subscription RequestsTrackingSubscription($id: ID!) { requestTracking(requestId: $id) { __typename } }
`;
graphql`mutation RequestsLogOutMutation { logOut }`;
"""


async def test_a_client_is_compiled(root: Path, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    shutil.copy(root / "schema" / "schema.graphql", tmp_path)
    (tmp_path / "src" / "Requests.js").write_text(_OPERATIONS)
    config = {
        "src": "src",
        "schema": "schema.graphql",
        "language": "javascript",
        "persistConfig": {"file": "documents.json", "algorithm": "SHA256"},
    }
    (tmp_path / "documents.json").write_text("{}")
    (tmp_path / "relay.config.json").write_text(json.dumps(config))
    await node(str(HERE / "node_modules" / "relay-compiler" / "cli.js"), "relay.config.json", folder=tmp_path)
    assert len(json.loads((tmp_path / "documents.json").read_text())) == 5
