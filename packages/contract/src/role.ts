import { z } from "zod";

/**
 * What someone may do: an editor drafts; an admin also publishes, and looks after users and settings; a manager reads
 * everything and pauses; a specialist works with people, whom they see unmasked.
 */
export const Role = z.enum(["editor", "admin", "manager", "specialist"]);
export type Role = z.infer<typeof Role>;

/** Who may call an endpoint. Every endpoint states one; there is no default. */
export type Policy =
  | { readonly kind: "public" }
  | { readonly kind: "signed-in" }
  | { readonly kind: "roles"; readonly roles: readonly Role[] };

export const anyone: Policy = { kind: "public" };
export const signedIn: Policy = { kind: "signed-in" };

export function only(...roles: readonly Role[]): Policy {
  return { kind: "roles", roles };
}
