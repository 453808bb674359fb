import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { expect, onTestFinished, test } from "vitest";
import { httpWire } from "./http-wire.ts";

const REACH = { alsoRanges: ["127.0.0.0/8"], plainHttp: false, ports: [] };
const pem = await generate([{ name: "commonName", value: "provider.example" }], {
  extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "provider.example" }] }],
});

async function provider(): Promise<{ readonly port: number; readonly names: unknown[] }> {
  const names: unknown[] = [];
  const server = createServer({ key: pem.private, cert: pem.cert }, (request, answer) => {
    names.push(request.headers.host);
    answer.end("ok");
  });
  server.on("tlsClientError", () => names.push("refused"));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { port: portOf(server.address()), names };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

function ask(host: string, port: number, ca: string | undefined) {
  const wire = httpWire({ reach: REACH, ca, resolve: (_, found) => found(null, ["127.0.0.1"]) });
  onTestFinished(() => wire.close());
  const url = new URL(`https://${host}:${String(port)}/`);
  return wire.exchange({ method: "POST", url, headers: {}, body: "secret" });
}

test("speaks to whom the certificate names, by its name and not its address", async () => {
  const { port, names } = await provider();

  expect(await ask("provider.example", port, pem.cert)).toMatchObject({
    kind: "answered",
    body: "ok",
  });
  expect(names).toEqual([`provider.example:${String(port)}`]);
});

test.for([
  { what: "a certificate of nobody's", host: "provider.example", ca: undefined },
  { what: "a certificate of somebody else's", host: "other.example", ca: pem.cert },
])("writes nothing to $what", async ({ host, ca }) => {
  const { port, names } = await provider();

  expect(await ask(host, port, ca)).toMatchObject({ kind: "not-sent" });
  expect(names).not.toContain(`${host}:${String(port)}`);
});
