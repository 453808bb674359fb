import { z } from "zod";

/**
 * What someone may do: an editor drafts; an admin also publishes, and looks after users and settings; a manager reads
 * everything and pauses; a specialist works with people, whom they see unmasked.
 */
export const Role = z.enum(["editor", "admin", "manager", "specialist"]);
export type Role = z.infer<typeof Role>;

export interface PublicPolicy {
  readonly kind: "public";
}
export interface SignedInPolicy {
  readonly kind: "signed-in";
}
export interface RolesPolicy {
  readonly kind: "roles";
  readonly roles: readonly Role[];
}

/** Who may call an endpoint. Every endpoint states one; there is no default. */
export type Policy = PublicPolicy | SignedInPolicy | RolesPolicy;

export const anyone: PublicPolicy = { kind: "public" };
export const signedIn: SignedInPolicy = { kind: "signed-in" };

export function only(...roles: readonly Role[]): RolesPolicy {
  return { kind: "roles", roles };
}
