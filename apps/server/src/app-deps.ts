import type { Database, Keyring } from "@fairflow/db";
import type { CheckpointKey, FactDeps } from "@fairflow/engine";
import type { Logger } from "pino";
import type { ImportDesk } from "./imports/import-desk.ts";
import type { StatementDesk } from "./statements/statement-desk.ts";
import type { PaymentGateways } from "./payments/payment-gateways.ts";
import type { ChannelTools } from "./providers/channel-tools.ts";
import type { ProviderRegistry } from "./providers/provider-registry.ts";
import type { SignIn } from "./sign-in/auth.ts";
import type { SignInLimit } from "./sign-in/sign-in-limit.ts";

/** What the routes are made of. Whoever composes a process gives it; tests give theirs. */
export interface AppDeps {
  readonly database: Database;
  /** The keys as they are now. */
  readonly keys: () => Keyring;
  /** For recording what comes from outside: payments, disputes, holds. */
  readonly facts: FactDeps;
  readonly signIn: SignIn;
  readonly signInLimit: SignInLimit;
  readonly log: Logger;
  /** Real time: sign-in, expiry and audit never follow the demo clock. */
  readonly realNow: () => Date;
  readonly publicUrl: URL;
  /** Whose word it is where a request comes from: addresses and ranges of proxies before this process. */
  readonly trustedProxies: readonly string[];
  /** The folder of the built web app; undefined where this process serves none. */
  readonly webFolder: string | undefined;
  /** The imports that this process is at. */
  readonly imports: ImportDesk;
  /** The files of bank statements that this process books. */
  readonly statements: StatementDesk;
  /** Where uploads lie while they are imported. */
  readonly uploadFolder: string;
  /** The folder that a print house collects letters from; undefined where there is none. */
  readonly lettersFolder: string | undefined;
  /** The file of signed checkpoints of the audit trail, and the keys that may have signed it. */
  readonly checkpoints: { readonly path: string; readonly keys: readonly CheckpointKey[] };
  readonly demo: boolean;
  /** Whom messages and money go through, as it is set now. */
  readonly providers: ProviderRegistry;
  /** What their adapters are made with. */
  readonly tools: ChannelTools;
  /** By whom debtors may pay now. */
  readonly gateways: PaymentGateways;
}
