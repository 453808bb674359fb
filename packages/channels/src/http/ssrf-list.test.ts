import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { httpWire } from "./http-wire.ts";
import type { Resolve } from "./judged-lookup.ts";
import { PUBLIC_ONLY, type Reach } from "./reach.ts";

/**
 * Addresses that a request may never be talked into: azu/request-filtering-agent, test/request-filtering-agent.test.ts, and
 * PayloadsAllTheThings, Server Side Request Forgery.
 */
const TARGETS = [
  ..."http://127.0.0.1 http://A.com@127.0.0.1 http://localhost https://localhost http://0.0.0.0 http://[::] http://[::1]".split(
    " ",
  ),
  ..."http://[0:0:0:0:0:0:0:1] http://[0:0:0:0:0:ffff:127.0.0.1] http://[::ffff:127.0.0.1] http://[::ffff:7f00:1]".split(
    " ",
  ),
  ..."http://[::ffff:169.254.169.254] http://[0000::1] http://127.0.1 http://127.1 http://0 http://127.127.127.127".split(
    " ",
  ),
  ..."http://0177.00.01 http://0177.01 http://017700000001 http://0177.0.0.1 http://0x7f.0x0.0x0.0x1".split(
    " ",
  ),
  ..."http://0x7f.0x0.0x1 http://0x7f.0x1 http://0x7f000001 http://2130706433 http://3232235521".split(
    " ",
  ),
  ..."http://3232235777 http://2852039166 http://0xc0a80101 http://0xa9fea9fe http://169.254.169.254".split(
    " ",
  ),
  "http://169.254.169.254/latest/user-data",
  "http://169.254.169.254/computeMetadata/v1/",
  "http://127.0.0.1.nip.io",
  "http://169.254.169.254.nip.io",
  "http://ip6-localhost",
  "http://ip6-loopback",
  "http://127.1.1.1:80\\@127.2.2.2:80/",
  "http://127.1.1.1:80\\@@127.2.2.2:80/",
  "http://127.1.1.1:80#\\@127.2.2.2:80/",
  "http://ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ",
  "jar:http://127.0.0.1!/",
  "file:///etc/passwd",
  "gopher://127.0.0.1/",
  "ftp://127.0.0.1/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[fd00:ec2::254]/",
];

/** What names of the list resolve to on a machine; the circled one is example.com, which here points inside. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ["127.0.0.1", "::1"],
  "127.0.0.1.nip.io": ["127.0.0.1"],
  "169.254.169.254.nip.io": ["169.254.169.254"],
  "ip6-localhost": ["::1"],
  "ip6-loopback": ["::1"],
  "example.com": ["10.0.0.7"],
};

/** Names lead to the list's addresses; what is asked for is noted. */
function resolving(asked: string[] = []): Resolve {
  return (name, found) => {
    asked.push(name);
    found(null, NAMES[name] ?? ["127.0.0.1"]);
  };
}

/** The widest that an installation may open: plain http and any port, to one range of its own. */
const OWN_NETWORK: Reach = { alsoRanges: ["192.168.77.0/24"], plainHttp: true, ports: [] };

test.for(
  TARGETS.flatMap((target) => [
    { target, reach: PUBLIC_ONLY, as: "as it is" },
    { target, reach: OWN_NETWORK, as: "where a network of its own is opened" },
    { target: target.replace(/^http:/, "https:"), reach: PUBLIC_ONLY, as: "by https" },
  ]),
)("writes nothing to $target, $as", async ({ target, reach }) => {
  const wire = httpWire({ reach, resolve: resolving(), connectMs: 500 });
  onTestFinished(() => wire.close());

  const exchange = await wire.exchange({
    method: "POST",
    url: new URL(target),
    headers: {},
    body: "secret",
  });

  expect(exchange).toMatchObject({
    kind: "not-sent",
    code: expect.stringMatching(
      /^(not-https|credentials-in-url|port-not-allowed|address-not-public)$/,
    ),
  });
});

test.for([302, 307, 308])(
  "a public address that answers %i to an inner one leads nowhere",
  async (status) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, answer) => {
      asked.push(request.url);
      answer.writeHead(status, { location: "http://169.254.169.254/latest/user-data" }).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const names: string[] = [];
    const reach = { alsoRanges: ["127.0.0.0/8"], plainHttp: true, ports: [] };
    const wire = httpWire({ reach, resolve: resolving(names) });
    onTestFinished(() => wire.close());

    const url = new URL(`http://receiver.example:${port}/hook`);
    const exchange = await wire.exchange({ method: "POST", url, headers: {}, body: "x" });

    expect(exchange).toMatchObject({ kind: "answered", status });
    expect(asked).toEqual(["/hook"]);
    expect(names).toEqual(["receiver.example"]);
  },
);

test("a name that answers an open address first and a closed one then is judged at each connection", async () => {
  const server = createServer((_, answer) => answer.writeHead(200, { connection: "close" }).end());
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.2", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const answers = [["127.0.0.2"], ["127.0.0.1"], ["127.0.0.2", "127.0.0.1"]];
  const wire = httpWire({
    reach: { alsoRanges: ["127.0.0.2/32"], plainHttp: true, ports: [] },
    resolve: (_, found) => found(null, answers.shift() ?? []),
  });
  onTestFinished(() => wire.close());
  const url = new URL(`http://rebind.example:${port}/`);
  const ask = () => wire.exchange({ method: "POST", url, headers: {}, body: "" });

  expect(await ask()).toMatchObject({ kind: "answered", status: 200 });
  expect(await ask()).toEqual({ kind: "not-sent", code: "address-not-public" });
  expect(await ask()).toEqual({ kind: "not-sent", code: "address-not-public" });
});
