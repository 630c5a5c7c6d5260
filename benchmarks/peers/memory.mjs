// A query from memory by graphql-js and by graphql-jit: prints the milliseconds that one takes with each.
import { readFileSync } from "node:fs";
import { buildSchema, execute, parse } from "graphql";
import { compileQuery } from "graphql-jit";

const { sdl, query, data, rounds } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const schema = buildSchema(sdl);
const document = parse(query);
const compiled = compileQuery(schema, document);

// The best of the rounds, once the engine has compiled what it runs.
function milliseconds(run) {
  for (let round = 0; round < rounds; round += 1) run();
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    run();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const js = milliseconds(() => execute({ schema, document, rootValue: data }));
const jit = milliseconds(() => compiled.query(data, {}, {}));
console.log(JSON.stringify({ js, jit }));
