import type { Caller } from "./handle.ts";

/** What the first middleware puts beside each request. */
export interface AppEnv {
  readonly Variables: {
    readonly caller: Caller;
    /** Where forms of this page may lead beside our own origin: the pages of payment gateways. */
    readonly formTargets?: readonly string[];
  };
}
