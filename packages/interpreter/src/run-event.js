import { z } from "zod";
/** Facts from outside that a node can wait for by name; further ones are `custom:<name>`. */
export const AwaitedEvent = z.union([
  z.enum([
    "paid",
    "part-paid",
    "replied",
    "delivered",
    "not-delivered",
    "link-opened",
    "opted-out",
    "promise-made",
    "promise-kept",
    "promise-broken",
    "task-done",
  ]),
  z.templateLiteral(["custom:", z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/)]),
]);
