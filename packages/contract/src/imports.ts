import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { only } from "./role.ts";
import { Cursor, Id, InstantMs } from "./values.ts";

/** A mapping as packages/intake reads it; the server parses it there and answers 422 with the places of its faults. */
const MappingDocument = z.record(z.string(), z.unknown());

const importers = only("admin", "editor", "specialist");

export const ImportProblem = z.strictObject({
  line: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportState = z.strictObject({
  id: Id,
  fileName: z.string(),
  bytes: z.int(),
  /** `confirming`: a full feed is in, and a person is to say what becomes of the accounts that it lacks. */
  status: z.enum(["uploaded", "importing", "confirming", "done", "cancelled", "refused"]),
  /** Why the whole file is refused, with the place. */
  refusal: z.string().nullable(),
  rows: z.int(),
  good: z.int(),
  bad: z.int(),
  unchanged: z.int(),
  /** Open accounts that a full feed lacks. */
  absent: z.int(),
  rowsPerSecond: z.number().nullable(),
  createdAtMs: InstantMs,
  createdBy: z.string(),
});
export type ImportState = z.infer<typeof ImportState>;

const ImportParams = z.strictObject({ id: Id });

/** The upload itself is raw bytes: `POST /api/imports` with `content-type: text/csv` and the name in `x-file-name`. */
export const UPLOAD_PATH = "/api/imports";

export const ImportDetection = ImportState.extend({
  detected: z.strictObject({
    delimiter: z.string(),
    encoding: z.string(),
    columns: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    /** What could not be decided, in plain words: dates that fit D/M and M/D alike. */
    doubts: z.array(z.string()),
    /** Columns whose names look like those of fields, perhaps misspelt; most are in the guess. */
    lookalikes: z.array(z.strictObject({ column: z.string(), target: z.string() })),
  }),
  guess: MappingDocument,
});
export type ImportDetection = z.infer<typeof ImportDetection>;

export const importDetection = endpoint({
  method: "GET",
  path: "/api/imports/:id/detection",
  summary: "What the uploaded file looks like, and a first guess of its mapping",
  input: { params: ImportParams },
  output: ImportDetection,
  policy: importers,
});

export const imports = endpoint({
  method: "GET",
  path: "/api/imports",
  summary: "Imports, the newest first",
  input: {},
  output: z.array(ImportState),
  policy: importers,
});

export const importState = endpoint({
  method: "GET",
  path: "/api/imports/:id",
  summary: "How far an import is",
  input: { params: ImportParams },
  output: ImportState,
  policy: importers,
});

export const previewImport = endpoint({
  method: "POST",
  path: "/api/imports/:id/preview",
  summary: "The first 100 rows as they would be read, and every problem of the file up to 1,000",
  input: { params: ImportParams, body: z.strictObject({ mapping: MappingDocument }) },
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        line: z.int(),
        cells: z.record(z.string(), z.string()),
        problems: z.array(z.strictObject({ column: z.string().nullable(), reason: z.string() })),
      }),
    ),
    good: z.int(),
    bad: z.int(),
    problems: z.array(ImportProblem),
    refusal: z.string().nullable(),
    /** False where the file is so large that only its beginning was read. */
    complete: z.boolean(),
  }),
  policy: importers,
});

export const commitImport = endpoint({
  method: "POST",
  path: "/api/imports/:id/commit",
  summary: "Imports the good rows; with bad ones only by choice",
  input: {
    params: ImportParams,
    body: z.strictObject({ mapping: MappingDocument, acceptBadRows: z.boolean() }),
  },
  output: ImportState,
  policy: importers,
});

export const confirmImport = endpoint({
  method: "POST",
  path: "/api/imports/:id/confirm",
  summary: "Says what becomes of the accounts that a full feed lacks: closed, or left as they are",
  input: { params: ImportParams, body: z.strictObject({ closeAbsent: z.boolean() }) },
  output: ImportState,
  policy: importers,
});

export const cancelImport = endpoint({
  method: "POST",
  path: "/api/imports/:id/cancel",
  summary: "Stops an import; what is committed stays",
  input: { params: ImportParams },
  output: Done,
  policy: importers,
});

/** The bad rows as a CSV to mend: `GET /api/imports/:id/problems.csv`. */
export const PROBLEMS_PATH = "/api/imports/:id/problems.csv";

export const mappings = endpoint({
  method: "GET",
  path: "/api/mappings",
  summary: "Saved mappings",
  input: {},
  output: z.strictObject({
    mappings: z.array(z.strictObject({ name: z.string(), mapping: MappingDocument })),
    next: Cursor,
  }),
  policy: importers,
});

export const saveMapping = endpoint({
  method: "PUT",
  path: "/api/mappings/:name",
  summary: "Saves a mapping for the next file of its kind",
  input: {
    params: z.strictObject({ name: z.string().trim().min(1).max(100) }),
    body: z.strictObject({ mapping: MappingDocument }),
  },
  output: Done,
  policy: importers,
});
