import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import process, { argv } from "node:process";
import { z } from "zod";

/**
 * A provider in a process of its own that outlives every worker. Whatever it accepts it appends to its ledger, however
 * often: it is the test that counts. What was looked up before it came is refused when it comes.
 */
const ledger = argv[2] ?? "";
const accepted = new Set<string>();
const refused = new Set<string>();

const Request = z.object({ attemptId: z.uuid() });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { attemptId } = Request.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer(request.url ?? "", attemptId)));
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});

function answer(path: string, attemptId: string): { readonly kind: string } {
  if (path === "/lookup") {
    if (accepted.has(attemptId)) return { kind: "accepted" };
    refused.add(attemptId);
    return { kind: "not-received" };
  }
  if (refused.has(attemptId)) return { kind: "refused" };
  accepted.add(attemptId);
  appendFileSync(ledger, `${attemptId}\n`);
  return { kind: "accepted" };
}
