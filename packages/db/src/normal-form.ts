import { domainToASCII } from "node:url";
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface NormalPhone {
  /** E.164. */
  readonly number: string;
  readonly lineType: "mobile" | "landline" | "other";
}

/**
 * One form for all the ways in which a number is written, so that an opt-out finds everyone who shares it.
 *
 * @param country where numbers without a country code belong, ISO 3166-1 alpha-2
 * @returns undefined for what is no number that can be reached
 */
export function normalPhone(text: string, country: string): NormalPhone | undefined {
  const region = isSupportedCountry(country) ? { defaultCountry: country } : {};
  const written = visible(text).replace(/^(tel|sms|whatsapp):/i, "");
  const parsed = parsePhoneNumberFromString(written, { extract: false, ...region });
  if (parsed === undefined || !parsed.isValid() || parsed.ext !== undefined) return undefined;
  // The library takes South African numbers with as few as five national digits for valid; all have nine.
  if (parsed.countryCallingCode === "27" && parsed.nationalNumber.length !== 9) return undefined;
  return { number: parsed.number, lineType: lineTypeOf(parsed.getType()) };
}

/**
 * Lower case throughout: no provider in use tells local parts apart by case, and an opt-out must not either. A domain is
 * one in its own script and in its ASCII form.
 */
export function normalEmail(text: string): string | undefined {
  const email = visible(text)
    .replace(/^mailto:/i, "")
    .trim()
    .toLowerCase();
  const parts = /^([^\s@<>,;:"]+)@([^\s@<>,;:"]+\.[^\s@<>,;:"]+?)\.?$/.exec(email);
  if (parts === null || email.length > 254) return undefined;
  const domain = domainToASCII(parts[2] ?? "");
  return domain === "" ? undefined : `${parts[1]}@${domain}`;
}

/** Letters and digits in upper case with single spaces, whatever the line breaks and commas. */
export function normalPostal(text: string): string | undefined {
  const postal = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return postal === "" ? undefined : postal;
}

/** Identity, registration and reference numbers: letters and digits in upper case. */
export function normalNumber(text: string): string | undefined {
  const number = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return number === "" ? undefined : number;
}

/** The words of a name, each once, without accents and case. */
export function nameWords(text: string): readonly string[] {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return [...new Set(words)];
}

/** Without what nobody sees, such as the marks of direction that a phone book copies along, and in ordinary letters. */
function visible(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}+/gu, "")
    .trim();
}

function lineTypeOf(type: string | undefined): NormalPhone["lineType"] {
  if (type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE") return "mobile";
  return type === "FIXED_LINE" ? "landline" : "other";
}
