import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, expect, test } from "vitest";
import type { AppEnv } from "./app-env.ts";
import { mountWebApp } from "./web-app.ts";

const PROGRAM = "export const steps = 1;\n".repeat(200);
const folder = await mkdtemp(join(tmpdir(), "fairflow-web-app-"));
await mkdir(join(folder, "assets"));
await writeFile(join(folder, "assets", "builder-1a2b.js"), PROGRAM);
await writeFile(join(folder, "index.html"), "<title>Fairflow</title>");
afterAll(() => rm(folder, { recursive: true }));

const app = new Hono<AppEnv>();
mountWebApp(app, folder);

test("a program travels compressed to whoever takes that, and is kept for ever", async () => {
  const headers = { "accept-encoding": "gzip, br" };
  const compressed = await app.request("/assets/builder-1a2b.js", { headers });
  const plain = await app.request("/assets/builder-1a2b.js");

  const bytes = Buffer.from(await compressed.arrayBuffer());
  expect(bytes.length).toBeLessThan(PROGRAM.length / 4);
  expect(gunzipSync(bytes).toString()).toBe(PROGRAM);
  expect(compressed.headers.get("cache-control")).toContain("immutable");
  expect(await plain.text()).toBe(PROGRAM);
});

test.for(["/", "/flows", "/flows/1f/versions/2", "/debtors"])("%s is a screen", async (path) => {
  const answer = await app.request(path);

  expect(await answer.text()).toBe("<title>Fairflow</title>");
});

test.for([
  "/api/nothing",
  "/v1/nothing",
  "/hooks/nobody",
  "/u/token",
  "/p/token",
  "/assets/gone.js",
])("%s is no screen", async (path) => {
  const answer = await app.request(path);

  expect(answer.status).toBe(404);
});
