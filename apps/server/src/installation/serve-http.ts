import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { CommandError } from "../command-error.ts";
import type { AppEnv } from "../http/app-env.ts";

const HEADERS_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 5_000;

export interface Listening {
  readonly close: () => Promise<void>;
}

/** @throws CommandError for an address that is taken or not ours */
export async function listen(
  app: Hono<AppEnv>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  if (!(server instanceof Server)) throw new TypeError("An HTTP/1.1 server was expected");
  server.headersTimeout = HEADERS_WITHIN_MS;
  // An upload of 2 GB may take its time; each of its chunks is counted.
  server.requestTimeout = 0;
  await bind(server, { host, port });
  return { close: () => close(server) };
}

/** Says so before anything is started, where somebody listens there already. */
export async function refuseTakenPort(address: { host: string; port: number }): Promise<void> {
  const server = new Server();
  await bind(server, address);
  await close(server);
}

async function bind(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new CommandError(refusal(cause, host, port), { cause });
  }
}

function refusal(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken: stop what listens there, or set PORT to another, such as PORT=${port + 1}.`;
    case "EACCES":
      return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
      return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`;
    default:
      return `${host}:${port} cannot be listened on (${String(code)}): set HOST and PORT.`;
  }
}

/** Lets requests end; streams, which do not, are cut off. */
async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
