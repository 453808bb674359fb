import { sql } from "drizzle-orm";
import { boolean, check, index, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { digest, instant, oneOf } from "./columns.ts";
import { client } from "./portfolio.ts";
import { USER_ROLES } from "./words.ts";

/** The tables of better-auth 1.7 (its field names are the keys here), kept apart: it too has an "account". */
export const auth = pgSchema("auth");

export const authUser = auth.table(
  "user",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** Ours: `additionalFields` that no sign-up may set. */
    role: text({ enum: USER_ROLES }).notNull(),
    /** Whose figures somebody of a client sees; nobody else has one. */
    clientId: uuid().references(() => client.id),
    disabledAt: instant(),
  },
  (t) => [
    oneOf("user_role_known", t.role, USER_ROLES),
    check("user_of_client", sql`(${t.role} = 'client') = (${t.clientId} is not null)`),
    index("user_client")
      .on(t.clientId)
      .where(sql`client_id is not null`),
  ],
);

export const authSession = auth.table(
  "session",
  {
    id: text().primaryKey(),
    expiresAt: instant().notNull(),
    token: text().notNull().unique(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    ipAddress: text(),
    userAgent: text(),
    userId: text()
      .notNull()
      .references(() => authUser.id, { onDelete: "cascade" }),
  },
  (t) => [index("session_user").on(t.userId)],
);

/** A way to sign in: a password, later an identity provider. */
export const authAccount = auth.table(
  "account",
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => authUser.id, { onDelete: "cascade" }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [index("account_user").on(t.userId)],
);

export const authVerification = auth.table(
  "verification",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [index("verification_identifier").on(t.identifier)],
);

/** Sign-up is by invitation; the first admin's is printed by `start`. */
export const invitation = auth.table(
  "invitation",
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    /** Null on the first admin's, who says it. */
    email: text(),
    role: text({ enum: USER_ROLES }).notNull(),
    clientId: uuid().references(() => client.id),
    tokenHash: digest().notNull().unique(),
    invitedBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    acceptedBy: text().references(() => authUser.id, { onDelete: "set null" }),
    revokedAt: instant(),
  },
  (t) => [
    oneOf("invitation_role_known", t.role, USER_ROLES),
    check("invitation_of_client", sql`(${t.role} = 'client') = (${t.clientId} is not null)`),
    index("invitation_client")
      .on(t.clientId)
      .where(sql`client_id is not null`),
    check("invitation_token_length", sql`octet_length(${t.tokenHash}) = 32`),
    index("invitation_accepted_by").on(t.acceptedBy),
  ],
);
