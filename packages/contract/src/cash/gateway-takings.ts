import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { Day, Money } from "../values.ts";
import { cashReaders } from "./statement-files.ts";

/** What a gateway took on one day and has not passed on yet, less what went back. */
export const GatewayTakings = z.strictObject({
  gateway: z.string(),
  name: z.string(),
  day: Day,
  payments: z.int(),
  amount: Money,
});
export type GatewayTakings = z.infer<typeof GatewayTakings>;

export const gatewayTakings = endpoint({
  method: "GET",
  path: "/api/cash/takings",
  summary:
    "What gateways took on each day of the last four months and no bank line has brought yet, the oldest day first",
  input: {},
  output: z.strictObject({ days: z.array(GatewayTakings) }),
  policy: cashReaders,
});
