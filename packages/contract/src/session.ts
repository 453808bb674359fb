import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { anyone, only, Role, UserRole } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

export const SignedInUser = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
});
export type SignedInUser = z.infer<typeof SignedInUser>;

/** Somebody of a client, who is signed in. */
export const ClientReader = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  clientId: Id,
  clientName: z.string(),
});
export type ClientReader = z.infer<typeof ClientReader>;

export const Password = z.string().min(12, "Use at least 12 characters").max(200);
const PersonName = z.string().trim().min(1).max(120);
const Token = z.string().min(20).max(200);

/** Signing in and out themselves are better-auth's own routes under `/api/auth`. */
export const session = endpoint({
  method: "GET",
  path: "/api/session",
  summary: "Who is signed in, and what the sign-in page needs to know",
  input: {},
  output: z.strictObject({
    user: SignedInUser.nullable(),
    /** Set where somebody of a client is signed in; `user` is null then. */
    reader: ClientReader.nullable(),
    demo: z.boolean(),
    demoAccounts: z.array(z.strictObject({ email: z.string(), role: Role, name: z.string() })),
    needsFirstAdmin: z.boolean(),
  }),
  policy: anyone,
});

export const createFirstAdmin = endpoint({
  method: "POST",
  path: "/api/first-admin",
  summary: "Makes the first admin, with the one-time link that start prints",
  input: {
    body: z.strictObject({ token: Token, name: PersonName, email: z.email(), password: Password }),
  },
  output: Done,
  policy: anyone,
});

export const users = endpoint({
  method: "GET",
  path: "/api/users",
  summary: "Everyone who can sign in, and open invitations",
  input: {},
  output: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      role: UserRole,
      /** Of somebody of a client. */
      clientName: z.string().nullable(),
      state: z.enum(["active", "invited", "disabled"]),
      lastSeenMs: InstantMs.nullable(),
    }),
  ),
  policy: only("admin"),
});

export const invite = endpoint({
  method: "POST",
  path: "/api/invitations",
  summary: "Invites someone; the link is shown once",
  input: {
    body: z
      .strictObject({ email: z.email(), role: UserRole, clientId: Id.optional() })
      .refine(({ role, clientId }) => (role === "client") === (clientId !== undefined), {
        message: "Name the client of somebody of a client, and of nobody else",
      }),
  },
  output: z.strictObject({ link: z.string(), expiresMs: InstantMs }),
  policy: only("admin"),
});

export const invitation = endpoint({
  method: "GET",
  path: "/api/invitations/:token",
  summary: "Whom an invitation is for",
  input: { params: z.strictObject({ token: Token }) },
  output: z.strictObject({ email: z.string(), role: UserRole }),
  policy: anyone,
});

export const acceptInvitation = endpoint({
  method: "POST",
  path: "/api/invitations/:token/accept",
  summary: "Accepts an invitation and makes the account",
  input: {
    params: z.strictObject({ token: Token }),
    body: z.strictObject({ name: PersonName, password: Password }),
  },
  output: Done,
  policy: anyone,
});

export const changeUser = endpoint({
  method: "PUT",
  path: "/api/users/:id",
  summary: "Changes someone's role, or disables their sign-in",
  input: {
    params: z.strictObject({ id: z.string().max(64) }),
    body: z.strictObject({ role: UserRole, disabled: z.boolean() }),
  },
  output: Done,
  policy: only("admin"),
});
