import { createServer, type RequestListener } from "node:http";
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { httpWire, type Wire, type WireOptions, type WireRequest } from "./http-wire.ts";
import { PUBLIC_ONLY, type Reach } from "./reach.ts";

const LOOPBACK: Reach = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };

const wireOf = (options: Partial<WireOptions> = {}): Wire => {
  const wire = httpWire({ reach: LOOPBACK, connectMs: 2_000, answerMs: 2_000, ...options });
  onTestFinished(() => wire.close());
  return wire;
};

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  return isAddress(address) ? address.port : 0;
};
const isAddress = (address: ReturnType<Server["address"]>): address is AddressInfo =>
  address !== null && typeof address !== "string";

const answering = (listener: RequestListener) => listening(createServer(listener));
const speaking = (speak: (socket: Socket) => void) => listening(createSocketServer(speak));

const post = (port: number, host = "127.0.0.1"): WireRequest => ({
  method: "POST",
  url: new URL(`http://${host}:${String(port)}/messages`),
  headers: { "content-type": "text/plain" },
  body: "hello",
});

test("carries a body and gives the answer whole", async () => {
  const port = await answering((request, answer) => {
    request.setEncoding("utf8").on("data", (body: string) => {
      answer.writeHead(201, { "x-heard": body }).end("taken");
    });
  });

  const exchange = await wireOf().exchange(post(port));

  expect(exchange).toMatchObject({
    kind: "answered",
    status: 201,
    headers: { "x-heard": "hello" },
    body: "taken",
  });
});

test("writes nothing when the message may no longer go, though the connection stands", async () => {
  const seen: string[] = [];
  const port = await speaking((socket) => {
    seen.push("connected");
    socket.on("data", () => seen.push("written")).on("error", () => undefined);
  });
  const asked: number[] = [];

  const exchange = await wireOf().exchange(post(port), () => {
    asked.push(seen.length);
    return Promise.resolve(false);
  });

  expect(exchange).toEqual({ kind: "given-back" });
  expect(asked).toHaveLength(1);
  expect(seen).not.toContain("written");
});

test("whoever cannot say whether it may go has not said that it may", async () => {
  const port = await answering((_, answer) => answer.end());

  const exchange = await wireOf().exchange(post(port), () => Promise.reject(new Error("gone")));

  expect(exchange).toEqual({ kind: "not-sent", code: "not-permitted" });
});

test("a refused connection was surely not written to", async () => {
  const server = createSocketServer();
  const port = await listening(server);
  await new Promise<void>((resolve) => void server.close(() => resolve()));

  expect(await wireOf().exchange(post(port))).toEqual({ kind: "not-sent", code: "ECONNREFUSED" });
});

test("a reset after the request was written leaves doubt", async () => {
  const port = await speaking((socket) => {
    socket.on("error", () => undefined).on("data", () => socket.resetAndDestroy());
  });

  expect(await wireOf().exchange(post(port))).toEqual({ kind: "lost", code: "ECONNRESET" });
});

test("no answer in time leaves doubt", async () => {
  const port = await speaking((socket) => void socket.on("error", () => undefined).resume());

  const exchange = await wireOf({ answerMs: 50 }).exchange(post(port));

  expect(exchange).toEqual({ kind: "lost", code: "no-answer" });
});

test("gibberish for an answer leaves doubt", async () => {
  const port = await speaking((socket) => {
    socket.on("error", () => undefined).on("data", () => socket.end("what?\r\n\r\n"));
  });

  expect(await wireOf().exchange(post(port))).toMatchObject({ kind: "lost" });
});

test.for([
  { what: "cut short", piece: "{", length: 100 },
  { what: "endless", piece: "a".repeat(300_000), length: 10_000_000 },
])("of an answer that is $what the status stands and nothing else", async ({ piece, length }) => {
  const port = await speaking((socket) => {
    const head = `HTTP/1.1 429 Slow\r\nretry-after: 7\r\ncontent-length: ${String(length)}\r\n\r\n`;
    socket.on("error", () => undefined).on("data", () => socket.end(head + piece));
  });

  expect(await wireOf().exchange(post(port))).toMatchObject({
    kind: "answered",
    status: 429,
    headers: { "retry-after": "7" },
    body: "",
  });
});

test.for([301, 302, 303, 307, 308])("does not follow %i", async (status) => {
  const asked: (string | undefined)[] = [];
  const port = await answering((request, answer) => {
    asked.push(request.url);
    answer.writeHead(status, { location: "/elsewhere" }).end();
  });

  const exchange = await wireOf().exchange(post(port));

  expect(exchange).toMatchObject({ kind: "answered", status });
  expect(asked).toEqual(["/messages"]);
});

test("a name is refused if any of its addresses is private, and nobody is asked", async () => {
  const asked: string[] = [];
  const port = await answering((_, answer) => {
    asked.push("asked");
    answer.end();
  });
  const wire = wireOf({
    reach: { ...PUBLIC_ONLY, plainHttp: true, ports: [] },
    resolve: (_, found) => found(null, ["93.184.216.34", "127.0.0.1"]),
  });

  expect(await wire.exchange(post(port, "provider.example"))).toEqual({
    kind: "not-sent",
    code: "address-not-public",
  });
  expect(asked).toEqual([]);
});

test("a name is resolved once for each connection, so that it cannot change its mind", async () => {
  const names: string[] = [];
  const port = await answering((_, answer) => answer.end("ok"));
  const wire = wireOf({
    resolve: (name, found) => {
      names.push(name);
      found(null, ["127.0.0.1"]);
    },
  });

  const exchange = await wire.exchange(post(port, "provider.example"));

  expect(exchange).toMatchObject({ kind: "answered", body: "ok" });
  expect(names).toEqual(["provider.example"]);
});
