import { timingSafeEqual } from "node:crypto";
import type { Keyring } from "@fairflow/db";

/** A few words that we handed out and that came back unchanged, good for some minutes of real time. */
export const TICKET_LIFETIME_MS = 30 * 60_000;

/** `words.expiry.mac`; the words may hold no dots. */
export function sealTicket(
  keyring: Keyring,
  { purpose, words }: { readonly purpose: string; readonly words: readonly string[] },
  realNow: Date,
  lifetimeMs = TICKET_LIFETIME_MS,
): string {
  const expires = String(realNow.getTime() + lifetimeMs);
  const text = [...words, expires].join(".");
  return `${text}.${keyring.linkToken(text, purpose)}`;
}

/** The words; undefined where the ticket is over, for something else, or not ours. */
export function openTicket(
  keyring: Keyring,
  { purpose, ticket }: { readonly purpose: string; readonly ticket: string },
  realNow: Date,
): readonly string[] | undefined {
  const parts = ticket.split(".");
  const mac = parts.pop() ?? "";
  const expected = Buffer.from(keyring.linkToken(parts.join("."), purpose));
  const given = Buffer.from(mac);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const expires = Number(parts.pop());
  return expires > realNow.getTime() ? parts : undefined;
}
