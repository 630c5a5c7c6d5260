// GraphiQL keeps what is typed into its headers editor; a subscription's token comes from there too.
const headers = () => {
  try {
    return JSON.parse(localStorage.getItem("graphiql:headers") || "{}");
  } catch {
    return {};
  }
};

const endpoint = new URL("/graphql", location.href);
const socket = new URL(endpoint);
socket.protocol = socket.protocol.replace("http", "ws");

const fetcher = GraphiQL.createFetcher({
  url: endpoint.href,
  wsClient: graphqlWs.createClient({ url: socket.href, connectionParams: headers }),
});

const defaultQuery = `# Sign in with what "make run" has printed, then put the access token into "Headers" below:
#   {"Authorization": "Bearer …"}

mutation LogIn($input: LogInInput!) {
  logIn(input: $input) {
    ... on LogInSuccess { tokens { accessToken } viewer { name role } }
    ... on InvalidCredentialsError { message }
  }
}

query Services {
  services { code name description }
}
`;

const element = React.createElement(GraphiQL, { fetcher, defaultQuery, shouldPersistHeaders: true });
ReactDOM.createRoot(document.getElementById("graphiql")).render(element);
