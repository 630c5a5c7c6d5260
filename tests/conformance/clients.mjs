// What graphql-ws, graphql-sse, Apollo Client and urql make of the server at the address given, as JSON.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient as sockets } from 'graphql-ws';
import { createClient as streams } from 'graphql-sse';
import { createHash } from 'node:crypto';

const [url, token] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const socketUrl = url.replace('http', 'ws');

const ME = 'query Me { me { name } }';
const WRONG = '{ nonsense }';
const INBOX = 'subscription Inbox { ownerInbox { __typename } }';

const sha256 = async (text) => createHash('sha256').update(text).digest('hex');
const refused = (errors) => errors.map((error) => error.extensions.code);

// The first result of an operation, and whether the client could end it.
const first = (client, query, extra = {}) =>
  new Promise((resolve, reject) => {
    let found = null;
    const end = client.subscribe(
      { query, ...extra },
      {
        next: (result) => {
          found = result;
          if (query === INBOX) setImmediate(() => end());
        },
        error: (errors) => (Array.isArray(errors) ? resolve({ refused: refused(errors) }) : reject(errors)),
        complete: () => resolve(found),
      },
    );
  });

const overSockets = async () => {
  const client = sockets({ url: socketUrl, connectionParams: { Authorization: headers.authorization }, retryAttempts: 0 });
  const found = {};
  for (const [name, query] of Object.entries({ ME, INBOX, WRONG })) found[name] = await first(client, query);
  await client.dispose();
  return found;
};

const overStreams = async () => {
  const client = streams({ url, headers, retryAttempts: 0 });
  const found = {};
  for (const [name, query] of Object.entries({ ME, INBOX, WRONG })) found[name] = await first(client, query);
  client.dispose();
  return found;
};

const apollo = (link) => new ApolloClient({ link, cache: new InMemoryCache() });

const firstOf = (observable) =>
  new Promise((resolve, reject) => {
    const subscription = observable.subscribe({
      next: (result) => {
        resolve(result.data);
        setImmediate(() => subscription.unsubscribe());
      },
      error: reject,
    });
  });

const overApollo = async () => {
  const seen = [];
  const counted = (input, init) => {
    seen.push(`${init.method} ${init.body?.includes('query Me') ? 'text' : 'hash'}`);
    return fetch(input, init);
  };
  const plain = apollo(new HttpLink({ uri: url, headers }));
  const hashed = () =>
    apollo(
      ApolloLink.from([
        new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
        new HttpLink({ uri: url, headers, fetch: counted }),
      ]),
    );
  const batching = apollo(new BatchHttpLink({ uri: url, headers, batchInterval: 5 }));
  const listening = sockets({ url: socketUrl, connectionParams: { Authorization: headers.authorization } });
  const live = apollo(new GraphQLWsLink(listening));
  const asked = { query: gql(ME), fetchPolicy: 'network-only' };
  const found = {
    query: (await plain.query(asked)).data,
    refused: await plain.query({ query: gql(WRONG) }).catch((error) => refused(error.errors)),
    hashed: [(await hashed().query(asked)).data, (await hashed().query(asked)).data],
    batch: (await Promise.all([batching.query(asked), batching.query({ query: gql('{ services { code } }') })])).map(
      ({ data }) => Object.keys(data),
    ),
    subscription: await firstOf(live.subscribe({ query: gql(INBOX) })),
    seen,
  };
  await listening.dispose();
  return found;
};

const overUrql = async () => {
  const listening = streams({ url, headers });
  const client = new Client({
    url,
    fetchOptions: { headers },
    requestPolicy: 'network-only',
    exchanges: [
      subscriptionExchange({ forwardSubscription: (asked) => ({ subscribe: (sink) => ({ unsubscribe: listening.subscribe(asked, sink) }) }) }),
      fetchExchange,
    ],
  });
  const own = new Client({
    url,
    fetchOptions: { headers },
    fetchSubscriptions: true,
    exchanges: [fetchExchange],
  });
  const live = (from) =>
    new Promise((resolve) => {
      const { unsubscribe } = from.subscription(INBOX, {}).subscribe((result) => {
        resolve(result.data ?? String(result.error));
        setImmediate(() => unsubscribe());
      });
    });
  const found = {
    query: (await client.query(ME, {}).toPromise()).data,
    get: (await new Client({ url, fetchOptions: { headers }, preferGetMethod: 'force', exchanges: [fetchExchange] }).query(ME, {}).toPromise()).data,
    refused: (await client.query(WRONG, {}).toPromise()).error.graphQLErrors.map((error) => error.extensions.code),
    subscription: await live(client),
    ownSubscription: await live(own),
  };
  listening.dispose();
  return found;
};

const found = {
  sockets: await overSockets(),
  streams: await overStreams(),
  apollo: await overApollo(),
  urql: await overUrql(),
};
console.log(JSON.stringify(found));
process.exit(0);
