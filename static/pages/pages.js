// A press of a button, so that a mail program that opens links ahead of its reader does not use the token up.
const operations = {
  "verify-email": {
    query: `mutation Verify($token: String!) { answer: verifyEmail(token: $token) {
      __typename ... on InvalidTokenError { message } } }`,
    done: "Thank you. Your address is confirmed: you can log in.",
  },
  "reset-password": {
    query: `mutation Reset($token: String!, $password: String!) {
      answer: resetPassword(token: $token, newPassword: $password) {
        __typename ... on InvalidTokenError { message } ... on ValidationError { problems { message } } } }`,
    done: "Your new password is saved: you can log in.",
  },
};

const said = document.getElementById("said");
const form = document.querySelector("form");
const { query, done } = operations[form.dataset.page];

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const variables = { token: new URLSearchParams(location.search).get("token") ?? "", ...Object.fromEntries(new FormData(form)) };
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  const answer = data?.answer;
  if (answer?.__typename.endsWith("Success")) {
    form.remove();
    said.textContent = done;
  } else {
    said.textContent = answer?.message ?? answer?.problems?.[0].message ?? errors?.[0]?.message;
  }
});
