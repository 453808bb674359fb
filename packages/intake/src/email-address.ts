const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
/** Dot-atom and domain of RFC 5322, section 3.4.1, without comments, quoted local parts and address literals. */
const ADDRESS = new RegExp(`^(${ATOM}(?:\\.${ATOM})*)@(${LABEL}(?:\\.${LABEL})+)$`);
const MAX_LOCAL = 64;
const MAX_LENGTH = 254;

/** The address with its domain in lower case; `undefined` for what is none, line breaks and lists included. */
export function emailAddress(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = ADDRESS.exec(text);
  if (match === null) return undefined;
  const [, local = "", domain = ""] = match;
  if (local.length > MAX_LOCAL || /\.\d+$/.test(domain)) return undefined;
  return `${local}@${domain.toLowerCase()}`;
}
