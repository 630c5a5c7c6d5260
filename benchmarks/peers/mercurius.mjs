// Mercurius with its compiler, on the same database: it runs the statements that ours ran for the same owner, and then
// shows the objects that ours showed, ready as they are. The bearer token is the owner's number.
import { readFileSync } from "node:fs";
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";

const { sdl, url, port, owners } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const pool = new pg.Pool({ connectionString: url, max: 10 });
const names = new Map();

function prepared([text, values]) {
  if (values.length === 0) return { text };
  if (!names.has(text)) names.set(text, `s${names.size}`);
  return { name: names.get(text), text, values };
}

async function ownerDashboard(_root, _arguments, context) {
  const { statements, data } = owners[Number(context.reply.request.headers.authorization.slice("Bearer ".length))];
  const client = await pool.connect();
  try {
    for (const statement of statements) await client.query(prepared(statement));
  } finally {
    client.release();
  }
  return data.ownerDashboard;
}

const app = Fastify();
app.register(mercurius, { schema: sdl, resolvers: { Query: { ownerDashboard } }, jit: 1 });
app.get("/healthz", async () => "ok");
await app.listen({ port, host: "127.0.0.1" });
