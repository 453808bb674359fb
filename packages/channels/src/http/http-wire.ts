import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as requestPlain,
} from "node:http";
import { Agent as SecureAgent, request as requestSecure } from "node:https";
import type { Socket } from "node:net";
import { judgedLookup, type Resolve } from "./judged-lookup.ts";
import { maySpeakTo, refusalOfUrl, type Reach } from "./reach.ts";

/** One request as it goes out. Nothing follows it: no redirect and no second try. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What is known of a request once it is over. */
export type Exchange =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Empty where it did not come whole or was too long; the status stands nevertheless. */
      readonly body: string;
    }
  /** Not one byte of it was written. */
  | { readonly kind: "not-sent"; readonly code: string }
  /** Not written, because it may no longer go. */
  | { readonly kind: "given-back" }
  /** It was written, and no answer came. */
  | { readonly kind: "lost"; readonly code: string };

export interface Wire {
  /** @param mayStillGo asked once the connection stands, just before the first byte is written */
  readonly exchange: (
    request: WireRequest,
    mayStillGo?: () => Promise<boolean>,
  ) => Promise<Exchange>;
  /** Closes connections that are kept open between requests. */
  readonly close: () => void;
}

export interface WireOptions {
  readonly reach: Reach;
  readonly resolve?: Resolve;
  /** Certificates of authorities beyond those of the machine. */
  readonly ca?: string | undefined;
  readonly connectMs?: number;
  /** From the first byte written until the answer is whole. */
  readonly answerMs?: number;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const ANSWER_AT_MOST_BYTES = 256 * 1024;

/** Shorter than what providers keep open: a connection that they have just closed would put a message in doubt. */
const IDLE_MS = 4_000;

/**
 * Carries single requests and says of each whether it was written. Names are resolved once, every address is judged, and
 * the one that was connected to is judged again, so that a name cannot change its mind in between. No proxy, no
 * redirects, no decompression.
 */
export function httpWire(options: WireOptions): Wire {
  const kept = { keepAlive: true, timeout: IDLE_MS };
  const plain = new Agent(kept);
  const secure = new SecureAgent(options.ca === undefined ? kept : { ...kept, ca: options.ca });
  const lookup = judgedLookup(options.reach, options.resolve);
  const begin = ({ url, method, headers }: WireRequest): ClientRequest =>
    url.protocol === "https:"
      ? requestSecure(url, { method, headers, lookup, agent: secure })
      : requestPlain(url, { method, headers, lookup, agent: plain });
  return {
    exchange: (request, mayStillGo = () => Promise.resolve(true)) => {
      const refusal = refusalOfUrl(request.url, options.reach);
      if (refusal !== undefined) return Promise.resolve({ kind: "not-sent", code: refusal });
      return carry(() => begin(request), { ...options, request, mayStillGo });
    },
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

interface Carrying extends WireOptions {
  readonly request: WireRequest;
  readonly mayStillGo: () => Promise<boolean>;
}

function carry(begin: () => ClientRequest, of: Carrying): Promise<Exchange> {
  const { promise, resolve } = Promise.withResolvers<Exchange>();
  const outgoing = begin();
  let isWritten = false;
  let timer = setTimeout(() => fail("connect-timeout"), of.connectMs ?? CONNECT_MS);
  const settle = (exchange: Exchange) => {
    clearTimeout(timer);
    resolve(exchange);
  };
  const fail = (code: string) => {
    settle({ kind: isWritten ? "lost" : "not-sent", code });
    outgoing.destroy();
  };
  const write = async (socket: Socket) => {
    const { protocol } = of.request.url;
    if (!maySpeakTo(socket.remoteAddress ?? "", protocol, of.reach)) {
      return fail("address-not-public");
    }
    if (!(await of.mayStillGo())) {
      settle({ kind: "given-back" });
      return void outgoing.destroy();
    }
    if (outgoing.destroyed) return undefined;
    clearTimeout(timer);
    timer = setTimeout(() => fail("no-answer"), of.answerMs ?? ANSWER_MS);
    isWritten = true;
    return void outgoing.end(of.request.body);
  };
  outgoing.on("error", (fault) => fail(codeOf(fault)));
  outgoing.on("socket", (socket) => {
    const go = () => {
      // Whoever cannot say whether the message may go has not said that it may.
      write(socket).catch(() => fail("not-permitted"));
    };
    if (outgoing.reusedSocket) return go();
    return void socket.once(of.request.url.protocol === "https:" ? "secureConnect" : "connect", go);
  });
  outgoing.on("response", (incoming) => {
    clearTimeout(timer);
    timer = setTimeout(() => incoming.destroy(), of.answerMs ?? ANSWER_MS);
    readWhole(incoming, (body) => {
      const headers = singleHeaders(incoming);
      settle({ kind: "answered", status: incoming.statusCode ?? 0, headers, body });
    });
  });
  return promise;
}

function readWhole(incoming: IncomingMessage, done: (body: string) => void): void {
  const pieces: Buffer[] = [];
  let length = 0;
  incoming.on("data", (piece: Buffer) => {
    length += piece.length;
    if (length > ANSWER_AT_MOST_BYTES) incoming.destroy();
    else pieces.push(piece);
  });
  incoming.on("error", () => done(""));
  incoming.on("close", () => done(incoming.complete ? Buffer.concat(pieces).toString("utf8") : ""));
}

function singleHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

function codeOf(fault: Error): string {
  return "code" in fault && typeof fault.code === "string" ? fault.code : fault.name;
}
