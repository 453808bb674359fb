import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Field by field as Twilio sent them; a name with several values has a list. */
export type SignedFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * Whether Twilio signed this: base64 of HMAC-SHA1 over the address and each field's name and value, in the order of
 * names. twilio.com/docs/usage/security, "Validating Requests".
 *
 * The address is tried with and without its port and with both spellings of an apostrophe, because Twilio signs either.
 * Beyond that nothing is normalised: a byte that differs is another address.
 *
 * @param signature the header, compared as text: several base64 texts can mean the same bytes
 * @param authTokens all that are valid now
 */
export function isSignedByTwilio(of: {
  readonly url: string;
  readonly fields: SignedFields;
  readonly signature: string;
  readonly authTokens: readonly string[];
}): boolean {
  const tail = Object.keys(of.fields)
    .toSorted()
    .map((name) => fieldText(name, of.fields[name] ?? ""))
    .join("");
  return of.authTokens.some((token) =>
    spellings(of.url).some((url) => {
      const expected = createHmac("sha1", token)
        .update(url + tail, "utf8")
        .digest("base64");
      return isSameText(expected, of.signature);
    }),
  );
}

/** A body that is no form is covered by its hash, which stands in the signed address. */
export function isBodyOf(url: string, body: Uint8Array): boolean {
  const hash = URL.canParse(url) ? new URL(url).searchParams.getAll("bodySHA256") : [];
  return (
    hash.length === 1 && isSameText(createHash("sha256").update(body).digest("hex"), hash[0] ?? "")
  );
}

function fieldText(name: string, value: string | readonly string[]): string {
  if (typeof value === "string") return name + value;
  return [...new Set(value)]
    .toSorted()
    .map((each) => name + each)
    .join("");
}

function spellings(url: string): readonly string[] {
  const ports = [withoutPort(url), withPort(url)];
  return [
    ...new Set(
      ports.flatMap((each) => [each, each.replaceAll("'", "%27"), each.replaceAll("%27", "'")]),
    ),
  ];
}

/** Scheme with its slashes, user, host, port with its colon, and the rest. */
const PARTS =
  /^(?<scheme>[a-z][a-z0-9+.-]*:\/\/)(?<user>[^/?#]*@)?(?<host>\[[^\]/?#]*\]|[^:/?#]*)(?<port>:[^/?#]*)?(?<rest>.*)$/isu;

function withoutPort(url: string): string {
  const { scheme = "", user = "", host = "", rest = "" } = PARTS.exec(url)?.groups ?? {};
  return scheme === "" ? url : scheme + user + host + rest;
}

function withPort(url: string): string {
  const { scheme = "", user = "", host = "", port, rest = "" } = PARTS.exec(url)?.groups ?? {};
  if (scheme === "" || port !== undefined) return url;
  const standard = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return scheme + user + host + standard + rest;
}

function isSameText(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
