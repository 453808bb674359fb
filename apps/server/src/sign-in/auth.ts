import { createHmac } from "node:crypto";
import { schema, type Database } from "@fairflow/db";
import { Role, type ClientReader, type SignedInUser } from "@fairflow/contract";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { eq } from "drizzle-orm";
import { z } from "zod";

/** However much it is used, a session ends after this. */
const SESSION_S = 12 * 3_600;

export interface SignIn {
  /** better-auth's own handler, for the few of its routes that are mounted. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Who asks, read from the database each time, so that a change of role or a disabling takes effect at once. */
  readonly readerOf: (headers: Headers) => Promise<Reader | null>;
}

/** Somebody of the house, or of a client: they are never taken for each other. */
export type Reader =
  | { readonly kind: "house"; readonly user: SignedInUser }
  | { readonly kind: "client"; readonly client: ClientReader };

export interface SignInOptions {
  readonly database: Database;
  readonly publicUrl: URL;
  /** Signs the cookies; derived from the master key, so that a restart keeps everybody signed in. */
  readonly secret: string;
}

const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  disabledAt: z.date().nullish(),
});

const SessionUser = z.discriminatedUnion("role", [
  Person.extend({ role: Role }),
  Person.extend({ role: z.literal("client"), clientId: z.uuid() }),
]);

/**
 * E-mail and password with sessions in PostgreSQL. Nobody signs up here: accounts are made by an invitation, or by the
 * link of the first admin.
 */
export function signInWith({ database, publicUrl, secret }: SignInOptions): SignIn {
  const auth = betterAuth({
    appName: "Fairflow",
    baseURL: publicUrl.origin,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(database.orm, {
      provider: "pg",
      schema: {
        user: schema.authUser,
        session: schema.authSession,
        account: schema.authAccount,
        verification: schema.authVerification,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        clientId: { type: "string", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    account: { accountLinking: { enabled: false } },
    session: { expiresIn: SESSION_S, disableSessionRefresh: true, cookieCache: { enabled: false } },
    databaseHooks: {
      session: { create: { before: ({ userId }) => mayHaveSession(database, userId) } },
    },
    // Ours stand before it: `refuseForeignOrigin` and `SignInLimit`.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "fairflow",
      useSecureCookies: publicUrl.protocol === "https:",
      disableCSRFCheck: true,
      disableOriginCheck: true,
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  return {
    handle: (request) => auth.handler(request),
    readerOf: async (headers) => {
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { disabledAt, ...user } = SessionUser.parse(found.user);
      if (disabledAt !== undefined && disabledAt !== null) return null;
      if (user.role !== "client") return { kind: "house", user };
      const { id, name, email, clientId } = user;
      const clientName = await clientNameOf(database, clientId);
      return { kind: "client", client: { id, name, email, clientId, clientName } };
    },
  };
}

/** The secret of the cookies, bound to the master key that wraps everything else. */
export function cookieSecret(masterKey: Uint8Array): string {
  return createHmac("sha256", masterKey).update("sign-in cookies").digest("base64url");
}

async function clientNameOf({ orm }: Database, clientId: string): Promise<string> {
  const { client } = schema;
  const [found] = await orm
    .select({ name: client.name })
    .from(client)
    .where(eq(client.id, clientId));
  return found?.name ?? "";
}

async function mayHaveSession(database: Database, userId: string): Promise<boolean> {
  const { authUser } = schema;
  const [user] = await database.orm
    .select({ disabledAt: authUser.disabledAt })
    .from(authUser)
    .where(eq(authUser.id, userId));
  return user !== undefined && user.disabledAt === null;
}
