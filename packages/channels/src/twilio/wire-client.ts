import twilio from "twilio";
import { z } from "zod";
import type { Exchange, Wire, WireRequest } from "../http/http-wire.ts";
import type { TwilioSecrets, TwilioSettings } from "./twilio-settings.ts";

export interface TwilioWire {
  readonly settings: TwilioSettings;
  readonly secrets: TwilioSecrets;
  readonly wire: Wire;
  /** Instead of Twilio's own, for tests and rehearsals. */
  readonly apiOrigin?: string | undefined;
}

/** What came instead of an answer that the SDK can read. */
export class NoMessageError extends Error {
  override readonly name = "NoMessageError";
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    super(`Twilio made no message: ${exchange.kind}`);
    this.exchange = exchange;
  }
}

/**
 * The SDK over our own wire. The SDK's is axios: it drops Retry-After, cannot say whether a request was written, reads
 * answers without end, and could not be stopped between connecting and writing. With ours the SDK names and encodes the
 * parameters, signs in, finds the region and reads what comes back.
 */
export function twilioClient(
  { settings, secrets, wire, apiOrigin }: TwilioWire,
  mayStillGo?: () => Promise<boolean>,
): twilio.Twilio {
  const { accountSid, region, edge } = settings;
  const { apiKey, authTokens } = secrets;
  return twilio(apiKey?.sid ?? accountSid, apiKey?.secret ?? authTokens[0], {
    accountSid,
    ...(region === undefined ? {} : { region }),
    ...(edge === undefined ? {} : { edge }),
    httpClient: new WireClient(wire, apiOrigin, mayStillGo),
  });
}

type Asked = Parameters<twilio.RequestClient["request"]>[0];

interface Answered<TData> {
  readonly statusCode: number;
  readonly body: TData;
  readonly headers: Readonly<Record<string, string>>;
}

class WireClient extends twilio.RequestClient {
  readonly #wire: Wire;
  readonly #apiOrigin: string | undefined;
  readonly #mayStillGo: (() => Promise<boolean>) | undefined;

  constructor(
    wire: Wire,
    apiOrigin: string | undefined,
    mayStillGo: (() => Promise<boolean>) | undefined,
  ) {
    super();
    this.#wire = wire;
    this.#apiOrigin = apiOrigin;
    this.#mayStillGo = mayStillGo;
  }

  override async request<TData>(asked: Asked): Promise<Answered<TData>> {
    const request = wireRequest(asked, this.#apiOrigin);
    const exchange = await this.#wire.exchange(request, this.#mayStillGo);
    if (exchange.kind !== "answered" || exchange.status < 200 || exchange.status > 299) {
      throw new NoMessageError(exchange);
    }
    const body = parseJson(exchange.body);
    if (typeof body !== "object" || body === null) throw new NoMessageError(exchange);
    // The SDK copies fields without looking; what is read of them is parsed where it is used.
    const data = z.custom<TData>().parse(body);
    return { statusCode: exchange.status, headers: exchange.headers, body: data };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller is told by the exchange, which holds all there is.
    return undefined;
  }
}

function wireRequest(asked: Asked, apiOrigin: string | undefined): WireRequest {
  const url = new URL(asked.uri);
  for (const [name, value] of pairs(asked.params)) url.searchParams.append(name, value);
  const method = asked.method === "post" ? "POST" : "GET";
  const credentials = Buffer.from(`${asked.username ?? ""}:${asked.password ?? ""}`);
  return {
    method,
    url: apiOrigin === undefined ? url : new URL(url.pathname + url.search, apiOrigin),
    headers: {
      ...textHeaders(asked.headers),
      authorization: `Basic ${credentials.toString("base64")}`,
    },
    body: method === "POST" ? new URLSearchParams([...pairs(asked.data)]).toString() : undefined,
  };
}

function textHeaders(headers: Asked["headers"]): Record<string, string> {
  return Object.fromEntries(pairs(headers));
}

function pairs(record: unknown): [string, string][] {
  if (typeof record !== "object" || record === null) return [];
  return Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((each): [string, string][] =>
      typeof each === "string" || typeof each === "number" || typeof each === "boolean"
        ? [[name, String(each)]]
        : [],
    );
  });
}
