import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import process, { argv } from "node:process";
import { z } from "zod";
import { deliverNotices } from "./deliver-notices.ts";
import { ACTS, type FakeNotice } from "./fake-gateway.ts";
import { fakeOf, GATEWAYS } from "./gateways-under-test.ts";
import { seededChoice } from "./seeded-choice.ts";
import { writtenBooks } from "./written-books.ts";

/**
 * A gateway in a process of its own, over real HTTP: it outlives whoever it serves, its books are on the disk before it
 * answers, and it fails as the seed says, before or after it has done what it was asked. Tests play the debtor by
 * `/control/act` and let it tell everything that it has not yet told by `/control/deliver`.
 */
const Settings = z.strictObject({
  gateway: z.enum(GATEWAYS),
  books: z.string(),
  notifyUrl: z.string(),
  seed: z.int(),
  /** Of a hundred requests to its API, how many fail. */
  faults: z.int().min(0).max(90),
});
const Play = z.strictObject({ checkoutId: z.string(), act: z.enum(ACTS) });
const Deliver = z.strictObject({ concurrency: z.int().positive() });

const settings = Settings.parse(JSON.parse(argv[2] ?? ""));
const books = writtenBooks(settings.books);
const fake = fakeOf(settings.gateway, settings.notifyUrl, books.write);
const choose = seededChoice(settings.seed);
const untold: FakeNotice[] = [];

const server = createServer((request, response) => {
  void serve(request, response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString("utf8");
  const target = request.url ?? "";
  if (target === "/control/act") {
    const { checkoutId, act } = Play.parse(JSON.parse(body));
    untold.push(...fake.act(checkoutId, act));
    response.end();
    return;
  }
  if (target === "/control/deliver") {
    const { concurrency } = Deliver.parse(JSON.parse(body));
    const told = await deliverNotices(untold.splice(0), choose, concurrency);
    response.end(JSON.stringify(told));
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  answerWithFaults({ method: request.method ?? "", target, headers, body }, response);
}

function answerWithFaults(
  asked: Parameters<typeof fake.answer>[0],
  response: ServerResponse,
): void {
  const fault = choose(100) < settings.faults ? choose(5) : -1;
  if (fault === 0) {
    response.writeHead(503).end("<html>try again</html>");
    return;
  }
  const { status, body } = fake.answer(asked);
  switch (fault) {
    case 1:
      // It did what was asked, and says that it failed.
      response.writeHead(500).end("{}");
      return;
    case 2:
      response.writeHead(200).end("<html>");
      return;
    case 3:
      // Nothing is said until the other side gives up.
      return;
    case 4:
      response.socket?.destroy();
      return;
    default:
      response.writeHead(status).end(body);
  }
}
