import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only, withKey } from "../role.ts";
import { Day, Id, InstantMs, Money } from "../values.ts";

/** Who brings bank statements and puts money where it belongs; managers look on. */
export const cashiers = only("admin", "specialist");
export const cashReaders = only("admin", "manager", "specialist");

/** A layout as packages/statements reads it; the server parses it there and answers 422 with the places of its faults. */
const LayoutDocument = z.record(z.string(), z.unknown());

/** The upload itself is raw bytes: `POST /api/statements` with the name in `x-file-name`. */
export const STATEMENT_UPLOAD_PATH = "/api/statements";
/**
 * For other systems: as the upload, with what a table needs in the query (`layout`, `account`, ...). The statements are kept
 * at once, and what is sure is booked.
 */
export const STATEMENT_REPORT_PATH = "/v1/statements";

export const StatementProblem = z.strictObject({ line: z.int().nullable(), reason: z.string() });
export type StatementProblem = z.infer<typeof StatementProblem>;

export const StatementFileState = z.strictObject({
  id: Id,
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(["mt940", "camt053", "table"]),
  status: z.enum(["uploaded", "booking", "done", "cancelled", "refused"]),
  refusal: z.string().nullable(),
  problems: z.array(StatementProblem),
  /** Lines that no file brought before, and how many of them were looked at. */
  linesNew: z.int(),
  linesDone: z.int(),
  createdAtMs: InstantMs,
  createdBy: z.string(),
});
export type StatementFileState = z.infer<typeof StatementFileState>;

const FileParams = z.strictObject({ id: Id });
const Minor = z.int().min(-1e15).max(1e15);

/** How a file is read: what stands in it is enough for MT940 and CAMT.053, a table needs a layout. */
export const StatementReadingChoice = z.strictObject({
  /** The name of a saved layout. */
  layout: z.string().trim().min(1).max(100).optional(),
  /** Our bank account; of a remittance the agency's own number of it. */
  account: z.string().trim().min(1).max(64).optional(),
  number: z.string().trim().min(1).max(64).optional(),
  /** Minor units. */
  opening: Minor.optional(),
  closing: Minor.optional(),
  /** Of a remittance: its day, and what was paid over. */
  date: Day.optional(),
  total: Minor.optional(),
});
export type StatementReadingChoice = z.infer<typeof StatementReadingChoice>;

export const statementFiles = endpoint({
  method: "GET",
  path: "/api/statements",
  summary: "Files of bank statements and remittances, the newest first",
  input: {},
  output: z.strictObject({ files: z.array(StatementFileState), next: z.null() }),
  policy: cashReaders,
});

export const statementFile = endpoint({
  method: "GET",
  path: "/api/statements/:id",
  summary: "How far a file of statements is",
  input: { params: FileParams },
  output: StatementFileState,
  policy: cashReaders,
});

const StatementGlance = z.strictObject({
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  delimiter: z.string(),
  encoding: z.string(),
  /** A first guess of a layout. */
  guess: LayoutDocument,
});

export const statementGlance = endpoint({
  method: "GET",
  path: "/api/statements/:id/columns",
  summary: "What a table looks like that was uploaded, and a first guess of its layout",
  input: { params: FileParams },
  output: StatementGlance,
  policy: cashiers,
});

const ShownLine = z.strictObject({
  line: z.int(),
  bookingDate: Day,
  valueDate: Day,
  amount: Money,
  text: z.string(),
  payer: z.string(),
  /** A file brought it before: it is not booked again. */
  isKnown: z.boolean(),
  /** What would become of it now. */
  would: z.enum(["booked", "desk", "aside", "known", "waits"]),
});

export const PreviewedStatement = z.strictObject({
  kind: z.enum(["bank", "remittance"]),
  account: z.string(),
  /** No statement of it was ever kept. */
  isNewAccount: z.boolean(),
  /** This very statement is kept already. */
  isKnown: z.boolean(),
  number: z.string().nullable(),
  opening: Money,
  closing: Money,
  closingOn: Day.nullable(),
  lines: z.int(),
  knownLines: z.int(),
  /** How many would be put to accounts by themselves, and what they come to. */
  automatic: z.int(),
  automaticSum: Money,
  desk: z.int(),
  /** It does not begin where the last one of this account ended. */
  gap: z.string().nullable(),
});
export type PreviewedStatement = z.infer<typeof PreviewedStatement>;

export const StatementPreview = z.strictObject({
  refusal: z.string().nullable(),
  problems: z.array(StatementProblem),
  statements: z.array(PreviewedStatement),
  lines: z.array(ShownLine),
});
export type StatementPreview = z.infer<typeof StatementPreview>;

export const previewStatement = endpoint({
  method: "POST",
  path: "/api/statements/:id/preview",
  summary:
    "What a file says, whether it adds up, and what would become of its lines; nothing is kept",
  input: { params: FileParams, body: StatementReadingChoice },
  output: StatementPreview,
  policy: cashiers,
});

export const bookStatement = endpoint({
  method: "POST",
  path: "/api/statements/:id/book",
  summary:
    "Keeps the statements of a file and puts to accounts what is sure; the rest stands on the desk",
  input: {
    params: FileParams,
    body: StatementReadingChoice.extend({ acceptProblems: z.boolean().default(false) }),
  },
  output: StatementFileState,
  policy: cashiers,
});

export const reportedStatement = endpoint({
  method: "GET",
  path: "/v1/statements/:id",
  summary: "How far a file of statements is that another system brought",
  input: { params: FileParams },
  output: StatementFileState,
  policy: withKey("statements"),
});

export const cancelStatement = endpoint({
  method: "POST",
  path: "/api/statements/:id/cancel",
  summary: "Deletes a file that was not booked",
  input: { params: FileParams },
  output: Done,
  policy: cashiers,
});

const StatementLayoutState = z.strictObject({
  name: z.string(),
  kind: z.enum(["statement", "remittance"]),
  layout: LayoutDocument,
});

export const statementLayouts = endpoint({
  method: "GET",
  path: "/api/statement-layouts",
  summary: "Saved layouts of banks' and agencies' tables",
  input: {},
  output: z.strictObject({ layouts: z.array(StatementLayoutState), next: z.null() }),
  policy: cashReaders,
});

export const saveStatementLayout = endpoint({
  method: "PUT",
  path: "/api/statement-layouts/:name",
  summary: "Saves a layout under a name, for every file of its kind",
  input: {
    params: z.strictObject({ name: z.string().trim().min(1).max(100) }),
    body: z.strictObject({ kind: z.enum(["statement", "remittance"]), layout: LayoutDocument }),
  },
  output: Done,
  policy: cashiers,
});
