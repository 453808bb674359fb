import type { NoticeFault, PaymentGatewayPort } from "@fairflow/engine";
import { createHash } from "node:crypto";

/** The largest notice that any gateway here sends is some tens of kilobytes. */
export const NOTICE_LIMIT_BYTES = 262_144;

/** A request as it came. Names of headers are in lower case; a header that came twice is joined, as HTTP says. */
export interface CameRequest {
  readonly method: string;
  /** The path and query as sent, undecoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Read by `readAtMost` with `NOTICE_LIMIT_BYTES`; undefined for one that was larger. */
  readonly body: Uint8Array | undefined;
  readonly remoteAddress?: string | undefined;
  /** Real time, never the moved clock. */
  readonly receivedAt: Date;
}

export type ReceivedNotice =
  | {
      readonly kind: "genuine";
      readonly gateway: PaymentGatewayPort;
      /** Insert the notice under (gateway's name, this) once. */
      readonly eventId: string;
      /** SHA-256 of the body, hex. The same event with another body is not the same event: a person looks at it. */
      readonly digest: string;
      readonly body: Uint8Array;
    }
  | { readonly kind: "refused"; readonly why: NoticeRefusal };

export type NoticeRefusal =
  | NoticeFault
  | "unknown-address"
  | "wrong-method"
  | "too-large"
  | "wrong-content-type";

/**
 * Takes one request to a gateway's address and says whether it is a notice of that gateway, before anything is stored. The
 * order is from cheap to dear, so that a flood costs little: the address, the method, the size, the type, then the signature
 * over the raw bytes. Nothing in the body chooses the gateway or its secret: the address does, byte for byte.
 *
 * @param addresses gateways by the path at which each is told, such as `/hooks/stripe`
 */
export function receiveNotice(
  addresses: ReadonlyMap<string, PaymentGatewayPort>,
  request: CameRequest,
): ReceivedNotice {
  const gateway = addresses.get(request.target);
  if (gateway === undefined) return { kind: "refused", why: "unknown-address" };
  if (request.method !== "POST") return { kind: "refused", why: "wrong-method" };
  const { body, headers, remoteAddress, receivedAt } = request;
  if (body === undefined || body.length > NOTICE_LIMIT_BYTES) {
    return { kind: "refused", why: "too-large" };
  }
  if (!isOfType(gateway.contentType, headers))
    return { kind: "refused", why: "wrong-content-type" };
  const opened = gateway.open({ body, headers, remoteAddress, receivedAt });
  if (opened.kind === "refused") return opened;
  const digest = createHash("sha256").update(body).digest("hex");
  return { kind: "genuine", gateway, eventId: opened.eventId, digest, body };
}

/** Packed bodies are refused: signatures are over what was sent, and unpacking is a way to fill memory. */
function isOfType(expected: string, headers: Readonly<Record<string, string>>): boolean {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") return false;
  const [type, ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  return (
    type?.trim() === expected && parameters.every((each) => /^\s*charset="?utf-8"?\s*$/.test(each))
  );
}
