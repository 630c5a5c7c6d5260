// Asked again and again, and not by a socket: this page stands in for a frontend, and a look shows all that it has.
const query = `query Track($token: String!) { requestTracking(token: $token) {
  request { status } eta { minutes } events { status occurredAt } } }`;
const everySeconds = 10;

const said = document.getElementById("said");
const events = document.getElementById("events");
const token = new URLSearchParams(location.search).get("token") ?? "";

function written(event) {
  const line = document.createElement("li");
  line.textContent = `${event.status}, ${new Date(event.occurredAt).toLocaleString()}`;
  return line;
}

async function show() {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { token } }),
  });
  const { data, errors } = await response.json();
  const seen = data?.requestTracking;
  events.replaceChildren(...(seen?.events ?? []).map(written));
  if (!seen) {
    said.textContent = errors?.[0]?.message ?? "This link shows nothing any more.";
    return;
  }
  said.textContent = seen.eta ? `${seen.request.status}, there in ${seen.eta.minutes} minutes` : seen.request.status;
  setTimeout(show, 1000 * everySeconds);
}

show();
