import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PUBLIC_ONLY, type Reach } from "@fairflow/channels";
import { ErrorBody, Role, type ApiScope } from "@fairflow/contract";
import {
  addApiKey,
  generateMasterKey,
  newId,
  openDatabase,
  openKeyring,
  parseMasterKey,
  type Database,
  type MasterKey,
} from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { pino } from "pino";
import { afterAll } from "vitest";
import { z } from "zod";
import type { AppDeps } from "./app-deps.ts";
import { checkpointKey } from "./audit/checkpoint-file.ts";
import { auditWatch } from "./audit/watch-audit.ts";
import { createApp } from "./create-app.ts";
import { ImportDesk } from "./imports/import-desk.ts";
import { installLaw } from "./installation/read-law.ts";
import { makeToken } from "./outside/api-key-token.ts";
import { paymentGateways } from "./payments/payment-gateways.ts";
import { openProviders } from "./providers/open-providers.ts";
import { StatementDesk } from "./statements/statement-desk.ts";
import { cookieSecret, signInWith } from "./sign-in/auth.ts";
import { acceptInvitation, findInvitation, invite } from "./sign-in/invitations.ts";
import { SignInLimit } from "./sign-in/sign-in-limit.ts";

export const PASSWORD = "correct horse battery staple";

export type Asking = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
) => Promise<Response>;

export interface TestApp {
  readonly deps: AppDeps;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly masterKey: MasterKey;
  /** What the process logged, as lines of JSON. */
  readonly logged: readonly string[];
  /** Asks without a session. */
  readonly anonymous: Asking;
  /** Asks as somebody of this role. */
  readonly as: Readonly<Record<Role, Asking>>;
  /** Asks as another system, with a new key of this name. */
  readonly withKey: (name: string, scopes: readonly ApiScope[]) => Promise<Asking>;
}

interface TestSettings {
  /** Where it may connect to. */
  readonly reach?: Reach;
  readonly publicUrl?: string;
  /** Instead of Twilio's own. */
  readonly twilioApi?: string;
}

/** The real app on a database of its own, with one person of each role who is signed in. Call it at a file's top level. */
export async function testApp(settings: TestSettings = {}): Promise<TestApp> {
  const { reach = PUBLIC_ONLY, twilioApi } = settings;
  const databaseUrl = await testDatabase();
  const database = openDatabase(databaseUrl, { max: 5 });
  afterAll(() => database.close());
  const masterKey = parseMasterKey(generateMasterKey());
  const keyring = await database.transaction((tx) => openKeyring(tx, [masterKey], new Date()));
  const publicUrl = new URL(settings.publicUrl ?? "http://localhost:4000");
  const logged: string[] = [];
  const uploadFolder = await mkdtemp(join(tmpdir(), "fairflow-uploads-"));
  afterAll(() => rm(uploadFolder, { recursive: true }));
  const shared = {
    database,
    keys: () => keyring,
    facts: {
      database,
      law: await installLaw(database, new Date()),
      jobs: { send: async () => undefined },
    },
    realNow: () => new Date(),
    uploadFolder,
    log: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }),
  };
  const opened = openProviders(
    { publicUrl, twilioApi, reach },
    {
      database,
      keys: () => keyring,
      onFault: (what, id, fault) => {
        throw new Error(`${what} ${id}`, { cause: fault });
      },
    },
  );
  afterAll(() => opened.close());
  const deps: AppDeps = {
    ...shared,
    imports: new ImportDesk(shared),
    statements: new StatementDesk(shared),
    signIn: signInWith({ database, publicUrl, secret: cookieSecret(masterKey.bytes) }),
    signInLimit: new SignInLimit(),
    publicUrl,
    trustedProxies: [],
    webFolder: undefined,
    lettersFolder: undefined,
    checkpoints: {
      path: join(uploadFolder, "audit-checkpoints.jsonl"),
      keys: [checkpointKey(masterKey)],
    },
    demo: false,
    providers: opened.providers,
    gateways: paymentGateways({ ...shared, publicUrl }),
    tools: opened.tools,
  };
  const app = createApp(deps);
  const watched = auditWatch(database);
  const asking =
    (cookie: string | undefined): Asking =>
    async (method, path, { body, headers = {} } = {}) =>
      watched({ method, path }, async () =>
        app.request(path, {
          method,
          headers: {
            ...(cookie === undefined ? {} : { cookie }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          ...(body === undefined
            ? {}
            : {
                body:
                  typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body),
              }),
        }),
      );
  const anonymous = asking(undefined);
  const cookies = new Map<Role, string>();
  for (const role of Role.options) {
    await makeUser(database, role);
    cookies.set(role, await signInAs(anonymous, emailOf(role)));
  }
  const asRole = (role: Role) => asking(cookies.get(role));
  const withKey = async (name: string, scopes: readonly ApiScope[]): Promise<Asking> => {
    const id = newId();
    const { text, hash } = makeToken(id);
    await addApiKey(database, { id, name, scopes, hash, madeBy: "test" }, new Date());
    return (method, path, { body, headers = {} } = {}) =>
      anonymous(method, path, { body, headers: { authorization: `Bearer ${text}`, ...headers } });
  };
  return {
    deps,
    database,
    databaseUrl,
    masterKey,
    logged,
    anonymous,
    as: {
      editor: asRole("editor"),
      admin: asRole("admin"),
      manager: asRole("manager"),
      specialist: asRole("specialist"),
    },
    withKey,
  };
}

/** What an endpoint of the contract answered. */
export async function answerOf<Answer extends z.ZodType>(
  { output }: { readonly output: Answer },
  response: Response,
): Promise<z.output<Answer>> {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return z.parse(output, body);
}

/** The error that a request ended with. */
export async function errorOf(response: Response): Promise<ErrorBody["error"]> {
  return ErrorBody.parse(await response.json()).error;
}

export function emailOf(role: Role): string {
  return `${role}@example.org`;
}

/** @returns the cookie of the new session */
export async function signInAs(anonymous: Asking, email: string): Promise<string> {
  const response = await anonymous("POST", "/api/auth/sign-in/email", {
    body: { email, password: PASSWORD },
  });
  if (!response.ok) throw new Error(`${email} cannot sign in: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function makeUser(database: Database, role: Role): Promise<void> {
  const now = new Date();
  await database.transaction(async (tx) => {
    const email = emailOf(role);
    const { token } = await invite(tx, { email, role, invitedBy: "system" }, now);
    const invitation = await findInvitation(tx, token, now);
    if (invitation === undefined) throw new Error("The invitation is not there");
    const name = `The ${role}`;
    await acceptInvitation(tx, { invitation, email, name, password: PASSWORD }, now);
  });
}
