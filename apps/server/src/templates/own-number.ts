import { randomInt } from "node:crypto";
import type { SignedInUser } from "@fairflow/contract";
import {
  debtorsAt,
  newId,
  normalAddress,
  portfolioCountries,
  recordAudit,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { HttpError } from "../http/http-error.ts";
import { openTicket, sealTicket } from "../pages/sealed-ticket.ts";
import { failureWords } from "../providers/failure-words.ts";
import { testPort, type TestPortDeps } from "./test-port.ts";

const MINUTE_MS = 60_000;
const CODE_LIFETIME_MS = 10 * MINUTE_MS;
/** A day of work: whoever tests tomorrow shows it again. */
const PROOF_LIFETIME_MS = 12 * 60 * MINUTE_MS;

const ASKED = "test-number-asked";
const PROVEN = "test-number-proven";
const CODE = "test-number-code";

interface OwnNumberDeps extends TestPortDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly realNow: Date;
}

/**
 * Sends a code to a number that somebody says is their own, and gives what the code is shown with.
 *
 * @returns undefined while the sandbox takes SMS: nobody is reached, whatever number is named
 * @throws HttpError for no number, one that is on file, or where the code does not leave
 */
export async function askForCode(
  deps: OwnNumberDeps,
  written: string,
  user: SignedInUser,
): Promise<string | undefined> {
  const { database, keyring, realNow } = deps;
  const number = await freeNumber(deps, written);
  const port = await testPort(deps, "sms");
  if (!port.isLive) return undefined;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const attemptId = newId();
  await recordAudit(database, [
    {
      actor: { kind: "user", id: user.id },
      action: "template.test-number",
      subject: { kind: "user", id: user.id },
      after: { attempt: attemptId, provider: port.name },
    },
  ]);
  const body = `${code} is your code to test messages of Fairflow on this number. Nobody asks you for it.`;
  const about = { attemptId, to: number, subject: undefined, language: "en" };
  const result = await port.send({ ...about, channel: "sms", body }, () => Promise.resolve(true));
  if (result.kind === "refused" || result.kind === "retry-later") {
    const why = failureWords(result.code, "sms");
    throw new HttpError("unavailable", `The code did not leave: ${why}.`);
  }
  const words = [user.id, number, keyring.linkToken(`${user.id} ${number} ${code}`, CODE)];
  return sealTicket(keyring, { purpose: ASKED, words }, realNow, CODE_LIFETIME_MS);
}

/** What shows for the rest of the day that a number is somebody's own; undefined for a wrong code or one that is over. */
export function proveNumber(
  { keyring, realNow }: Pick<OwnNumberDeps, "keyring" | "realNow">,
  { ticket, code }: { readonly ticket: string; readonly code: string },
  user: SignedInUser,
): string | undefined {
  const [userId, number, expected] = openTicket(keyring, { purpose: ASKED, ticket }, realNow) ?? [];
  if (userId !== user.id || number === undefined) return undefined;
  if (keyring.linkToken(`${userId} ${number} ${code}`, CODE) !== expected) return undefined;
  const words = [userId, number];
  return sealTicket(keyring, { purpose: PROVEN, words }, realNow, PROOF_LIFETIME_MS);
}

/** The number that was shown to be somebody's own, if nobody on file has it by now. @throws HttpError */
export async function provenNumber(
  deps: Pick<OwnNumberDeps, "database" | "keyring" | "realNow">,
  proof: string | undefined,
  user: SignedInUser,
): Promise<string> {
  const { keyring, realNow } = deps;
  const ticket = proof ?? "";
  const [userId, number] = openTicket(keyring, { purpose: PROVEN, ticket }, realNow) ?? [];
  if (userId !== user.id || number === undefined) {
    throw new HttpError("invalid", "Show first that the number is yours, by the code sent to it.");
  }
  return freeNumber(deps, number);
}

/** In E.164. Whoever is on file is reached through the gate and in no other way. @throws HttpError */
export async function freeNumber(
  { database, keyring }: Pick<OwnNumberDeps, "database" | "keyring">,
  written: string | undefined,
): Promise<string> {
  if (written === undefined) throw new HttpError("invalid", "Say which number is yours.");
  const countries = ["", ...(await portfolioCountries(database))];
  const [own] = countries.flatMap(
    (country) => normalAddress(keyring, { kind: "phone", value: written }, country) ?? [],
  );
  if (own === undefined) {
    const how = "begin with + and the country code";
    throw new HttpError("invalid", `This is no number that an SMS reaches: ${how}.`);
  }
  if ((await debtorsAt(database, [own.hmac])).length > 0) {
    throw new HttpError("invalid", "This number is on file for somebody: a test goes to your own.");
  }
  return own.value;
}
