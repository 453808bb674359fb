import { z } from "zod";

/** What a request may say of a message. */
const MERGE_FIELDS = [
  "attemptId",
  "to",
  "toDigits",
  "body",
  "language",
  "sender",
  "callbackUrl",
  "validSeconds",
] as const;
type MergeField = (typeof MERGE_FIELDS)[number];

export interface MergeValues {
  readonly fields: Readonly<Record<MergeField, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

const PLACE = /\{\{(?<name>[^{}]*)\}\}/gu;
const SECRET = /^secret\.(?<name>[a-z][a-zA-Z0-9]{0,29})$/u;

/** Text with places such as `{{to}}` or `{{secret.apiKey}}`. Nothing else happens in it. */
export const MergeText = z
  .string()
  .max(4_000)
  .superRefine((text, context) => {
    for (const name of placesIn(text)) {
      if (isKnown(name)) continue;
      const known = MERGE_FIELDS.map((each) => `{{${each}}}`).join(", ");
      const message = `There is no {{${name}}}. Use one of ${known} or {{secret.name}}`;
      context.addIssue({ code: "custom", message });
    }
    if (/\{\{|\}\}/u.test(text.replaceAll(PLACE, ""))) {
      context.addIssue({ code: "custom", message: "A place begins with {{ and ends with }}" });
    }
  });

export function placesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(PLACE), (match) => match.groups?.["name"] ?? "");
}

/** The name of a secret that a place stands for. */
export function secretIn(place: string): string | undefined {
  return SECRET.exec(place)?.groups?.["name"];
}

/**
 * Fills the places of a text.
 *
 * @param encode makes a value safe where the text stands; the text itself is left as it is
 * @throws MissingSecretError
 */
export function fillText(
  text: string,
  { fields, secrets }: MergeValues,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replaceAll(PLACE, (_, place: string) => {
    const secret = secretIn(place);
    if (secret === undefined) return encode(isField(place) ? fields[place] : "");
    const value = Object.hasOwn(secrets, secret) ? secrets[secret] : undefined;
    if (value === undefined) throw new MissingSecretError(secret);
    return encode(value);
  });
}

/** The settings name a secret that nobody has entered. */
export class MissingSecretError extends Error {
  override readonly name = "MissingSecretError";

  constructor(secret: string) {
    super(`The secret ${secret} is not set`);
  }
}

function isKnown(place: string): boolean {
  return isField(place) || SECRET.test(place);
}

function isField(place: string): place is MergeField {
  return MERGE_FIELDS.some((field) => field === place);
}
