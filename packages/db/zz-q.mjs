import { readFileSync } from "node:fs";
import postgres from "postgres";
const j = JSON.parse(readFileSync("/tmp/walk/home/postgres.json","utf8"));
const url = j.url ?? j.databaseUrl ?? `postgres://${j.user??"fairflow"}:${j.password}@127.0.0.1:${j.port}/fairflow`;
const sql = postgres(url);
console.log(JSON.stringify(await sql.unsafe(process.argv[2]), null, 1));
await sql.end();
