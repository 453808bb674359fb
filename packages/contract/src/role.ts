import { z } from "zod";

/**
 * What someone may do: an editor drafts; an admin also publishes, and looks after users and settings; a manager reads
 * everything and pauses; a specialist works with people, whom they see unmasked.
 */
export const Role = z.enum(["editor", "admin", "manager", "specialist"]);
export type Role = z.infer<typeof Role>;

/** Whoever signs in: somebody of the house, or somebody of a client, who reads the reports of its portfolios and nothing else. */
export const UserRole = z.enum([...Role.options, "client"]);
export type UserRole = z.infer<typeof UserRole>;

export interface PublicPolicy {
  readonly kind: "public";
}
export interface SignedInPolicy {
  readonly kind: "signed-in";
}
/** Somebody of the house or of a client; what a client is shown is narrowed to its own portfolios. */
export interface ReadersPolicy {
  readonly kind: "readers";
}
export interface RolesPolicy {
  readonly kind: "roles";
  readonly roles: readonly Role[];
}

/**
 * What another system may do with its key: ask whether somebody may be contacted, report contacts, place and lift holds,
 * record that somebody opts out or in again, what they consent to, notices that were served elsewhere, disputes and
 * promises to pay; bring bank statements, accounts and payments; send accounts into flows; take lists of calls and say what
 * came of them; read what happens.
 */
export const ApiScope = z.enum([
  "may-contact",
  "contacts",
  "holds",
  "opt-outs",
  "consents",
  "notices",
  "disputes",
  "promises",
  "statements",
  "accounts",
  "payments",
  "enrolments",
  "call-lists",
  "events",
]);
export type ApiScope = z.infer<typeof ApiScope>;

export interface KeyPolicy {
  readonly kind: "key";
  readonly scope: ApiScope;
}

/** Who may call an endpoint. Every endpoint states one; there is no default. */
export type Policy = PublicPolicy | SignedInPolicy | ReadersPolicy | RolesPolicy | KeyPolicy;

export const anyone: PublicPolicy = { kind: "public" };
/** Anybody of the house; never somebody of a client. */
export const signedIn: SignedInPolicy = { kind: "signed-in" };
export const readers: ReadersPolicy = { kind: "readers" };

export function only(...roles: readonly Role[]): RolesPolicy {
  return { kind: "roles", roles };
}

/** Another system, by a key that has the scope; never a person by a cookie. */
export function withKey(scope: ApiScope): KeyPolicy {
  return { kind: "key", scope };
}
