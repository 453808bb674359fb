import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Day, Id, InstantMs } from "../values.ts";

/** Where all that is kept of a debtor is read as one file; `format` is `json` or `pdf`. */
export const DEBTOR_FILE_PATH = "/api/debtors/:id/file";

const WORKERS = only("specialist", "admin");
const READERS = only("specialist", "admin", "manager");
const params = z.strictObject({ id: Id });

export const RequestKind = z.enum(["access", "correction", "erasure", "objection", "regulator"]);
export type RequestKind = z.infer<typeof RequestKind>;

/** Somebody wants to know what is kept of a debtor, or to have it changed. */
export const DataRequest = z.strictObject({
  id: Id,
  kind: RequestKind,
  debtor: z.strictObject({ id: Id, reference: z.string(), name: z.string() }),
  receivedOn: Day,
  dueOn: Day,
  /** Until the answer is due; negative when that is past. */
  daysLeft: z.int(),
  /** The law that sets the day, or that the installation set it. */
  source: z.string(),
  /** When the file was last made. */
  exportedAtMs: InstantMs.nullable(),
});
export type DataRequest = z.infer<typeof DataRequest>;

const dataRequests = endpoint({
  method: "GET",
  path: "/api/data-requests",
  summary: "Open requests about debtors' data, those whose day is nearest first, with days left",
  input: { query: z.strictObject({ debtor: Id.optional() }) },
  output: z.strictObject({ requests: z.array(DataRequest), masked: z.boolean() }),
  policy: READERS,
});

const openDataRequest = endpoint({
  method: "POST",
  path: "/api/debtors/:id/data-requests",
  summary:
    "Records that a request about a debtor's data came, and by when it is to be answered; audited",
  input: { params, body: z.strictObject({ kind: RequestKind, receivedOn: LocalDate }) },
  output: z.strictObject({ id: Id, dueOn: Day, source: z.string() }),
  policy: WORKERS,
});

const closeDataRequest = endpoint({
  method: "POST",
  path: "/api/data-requests/:id/close",
  summary: "Says how a request about data ended; audited",
  input: {
    params,
    body: z.strictObject({ outcome: z.enum(["answered", "refused", "withdrawn"]) }),
  },
  output: Done,
  policy: WORKERS,
});

/** Requests about what is kept of a debtor. */
export const dataRequestEndpoints = { closeDataRequest, dataRequests, openDataRequest } as const;
