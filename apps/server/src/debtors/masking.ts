import type { Role } from "@fairflow/contract";
import type { StoredAddress } from "@fairflow/db";

/** Specialists work with people and admins answer for the installation; others see enough to tell people apart. */
export function seesPeople(role: Role): boolean {
  return role === "specialist" || role === "admin";
}

/** "Thandi Mokoena" as "T. M." */
export function maskedName(name: string): string {
  const initials = name
    .split(/\s+/)
    .flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? [])
    .map((letter) => `${letter.toLocaleUpperCase("en")}.`);
  return initials.slice(0, 3).join(" ");
}

/** The last two signs of a number; nothing of a short one. */
export function maskedNumber(number: string): string {
  return number.length < 6 ? "••••" : `•••• ${number.slice(-2)}`;
}

/** An address for whoever does not work with people: enough to know it by for those whose it is. */
export function maskedAddress({ kind, text }: Pick<StoredAddress, "kind" | "text">): string {
  switch (kind) {
    case "phone":
      return maskedNumber(text);
    case "email":
      return maskedEmail(text);
    case "postal":
      return "••••";
  }
}

/** The first letter and the domain of an e-mail address. */
function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "••••" : `${email.slice(0, 1)}••••${email.slice(at)}`;
}
