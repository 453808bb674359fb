import { domainToASCII } from "node:url";

/** RFC 5321, section 4.5.3.1: octets before the @, and of the whole path without its angle brackets. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

/** A dot-atom (RFC 5322, section 3.2.3): quoted local parts are real in theory and an injection in practice. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DIGITS_ONLY = /^\d+$/;

/**
 * The one address that a text is, with the domain as the DNS knows it, or undefined where it is none that any server
 * takes: a name with its address, a list, a domain literal, or a local part beyond ASCII (which needs RFC 6531).
 */
export function mailAddress(written: string): string | undefined {
  const at = written.lastIndexOf("@");
  const local = written.slice(0, at);
  if (at < 1 || local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return undefined;
  const domain = asciiDomain(written.slice(at + 1));
  if (domain === undefined) return undefined;
  const address = `${local}@${domain}`;
  return address.length > LONGEST_ADDRESS ? undefined : address;
}

function asciiDomain(written: string): string | undefined {
  // The URL parser drops tabs and line breaks, and ends a host at a slash: what has them is no domain.
  if (/[\s\p{Cc}\p{Cf}%/\\?#:@[\]]/u.test(written)) return undefined;
  const domain = domainToASCII(written).toLowerCase();
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return undefined;
  return DIGITS_ONLY.test(labels.at(-1) ?? "") ? undefined : domain;
}
