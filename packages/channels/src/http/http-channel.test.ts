import type { OutgoingMessage } from "@fairflow/engine";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { httpChannel } from "./http-channel.ts";
import { httpWire } from "./http-wire.ts";
import { madeUpProvider } from "./made-up-provider.ts";
import { PUBLIC_ONLY, type Reach } from "./reach.ts";

const NOW = new Date("2026-03-11T15:00:00Z");
const LOOPBACK: Reach = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };

interface Heard {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

async function provider(
  status: number,
  answer: unknown,
): Promise<{ origin: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      body += piece;
    });
    request.on("end", () => {
      const { url: path, headers } = request;
      heard.push({ path, authorization: headers.authorization, body: JSON.parse(body) });
      response.writeHead(status).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { origin: `http://127.0.0.1:${String(portOf(server.address()))}`, heard };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

function channelTo(
  origin: string,
  of: { hearsReplies?: boolean; reach?: Reach; secrets?: Record<string, string[]> } = {},
) {
  const wire = httpWire({ reach: of.reach ?? LOOPBACK });
  onTestFinished(() => wire.close());
  const { request } = madeUpProvider();
  return httpChannel({
    settings: madeUpProvider({
      hearsReplies: of.hearsReplies ?? true,
      request: { ...request, url: `${origin}/v2/send` },
    }),
    secrets: of.secrets ?? { apiKey: ["first", "second"] },
    name: "made-up",
    callbackUrl: "https://collect.example/callbacks/2",
    wire,
    now: () => NOW,
  });
}

const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  attemptId: "01a204ec-6baa-7062-a5be-000000010000",
  channel: "sms",
  to: "+27821234567",
  subject: undefined,
  body: 'Say "yes" & pay',
  language: "en",
  ...more,
});
const mayGo = () => Promise.resolve(true);
const yes = { messages: [{ accepted: true, id: "m-1" }] };

test("a sender that hears nothing takes no text that asks for STOP, and takes one with the link", async () => {
  const { origin, heard } = await provider(202, yes);
  const deaf = channelTo(origin, { hearsReplies: false });

  const asking = await deaf.send(message({ body: "Reply STOP to opt out." }), mayGo);
  const linking = await deaf.send(message({ body: "Stop: https://f.example/u/4T9" }), mayGo);

  expect(asking).toEqual({ kind: "refused", code: "reply-not-heard" });
  expect(linking).toEqual({ kind: "accepted", providerId: "m-1" });
  expect(heard).toHaveLength(1);
});

test("asks as its settings say, with the first of two secrets and the window that is left", async () => {
  const { origin, heard } = await provider(202, yes);
  const leaveBefore = new Date(NOW.getTime() + 61_000);

  const result = await channelTo(origin).send(message({ leaveBefore }), mayGo);

  expect(result).toEqual({ kind: "accepted", providerId: "m-1" });
  expect(heard).toEqual([
    {
      path: "/v2/send",
      authorization: "Bearer first",
      body: {
        messages: [
          {
            to: "27821234567",
            text: 'Say "yes" & pay',
            ref: "ff-01a204ec-6baa-7062-a5be-000000010000",
          },
        ],
        validity: 61,
        notify: "https://collect.example/callbacks/2/status?a=01a204ec-6baa-7062-a5be-000000010000",
      },
    },
  ]);
});

test.for([
  { why: "it may no longer go", of: {}, go: false, code: "given-back" },
  {
    why: "its window is over",
    of: { leaveBefore: new Date(NOW.getTime() - 1) },
    go: true,
    code: "given-back",
  },
])("asks nobody when $why", async ({ of, go, code }) => {
  const { origin, heard } = await provider(202, yes);

  const result = await channelTo(origin).send(message(of), () => Promise.resolve(go));

  expect(result).toEqual({ kind: "retry-later", code, afterMs: 0 });
  expect(heard).toEqual([]);
});

test("asks nobody while a secret is missing", async () => {
  const { origin, heard } = await provider(202, yes);

  const result = await channelTo(origin, { secrets: {} }).send(message(), mayGo);

  expect(result).toEqual({ kind: "retry-later", code: "missing-secret", afterMs: 300_000 });
  expect(heard).toEqual([]);
});

test("asks nobody on a private network, whatever the settings say", async () => {
  const { origin, heard } = await provider(202, yes);
  const reach = { ...PUBLIC_ONLY, plainHttp: true, ports: [] };

  const result = await channelTo(origin, { reach }).send(message(), mayGo);

  expect(result).toEqual({ kind: "retry-later", code: "address-not-public", afterMs: 30_000 });
  expect(heard).toEqual([]);
});

test("a 500 leaves doubt and is not asked again", async () => {
  const { origin, heard } = await provider(500, {});

  expect(await channelTo(origin).send(message(), mayGo)).toEqual({
    kind: "in-doubt",
    code: "http-500",
  });
  expect(heard).toHaveLength(1);
});
