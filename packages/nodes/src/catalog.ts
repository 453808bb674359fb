import type { Catalog } from "@fairflow/interpreter";
import { condition } from "./condition/definition.ts";
import { email } from "./email/definition.ts";
import { end } from "./end/definition.ts";
import { goal } from "./goal/definition.ts";
import { letter } from "./letter/definition.ts";
import { notice } from "./notice/definition.ts";
import { pauseOnDispute } from "./pause-on-dispute/definition.ts";
import { paymentLink } from "./payment-link/definition.ts";
import { promiseToPay } from "./promise-to-pay/definition.ts";
import { segment } from "./segment/definition.ts";
import { sms } from "./sms/definition.ts";
import { split } from "./split/definition.ts";
import { start } from "./start/definition.ts";
import { task } from "./task/definition.ts";
import { update } from "./update/definition.ts";
import { waitFor } from "./wait-for/definition.ts";
import { webhook } from "./webhook/definition.ts";
import { wait } from "./wait/definition.ts";

/** Every node type by its name, in the order in which a palette shows them. */
export const catalog = {
  start,
  segment,
  condition,
  split,
  wait,
  "wait-for": waitFor,
  sms,
  email,
  letter,
  notice,
  "payment-link": paymentLink,
  "promise-to-pay": promiseToPay,
  "pause-on-dispute": pauseOnDispute,
  task,
  update,
  webhook,
  goal,
  end,
} satisfies Catalog;

export type NodeTypeName = keyof typeof catalog;
