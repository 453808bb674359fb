import {
  CALL_LIST_FILE_PATH,
  callListEndpoints,
  DISPOSITIONS_FILE_PATH,
  ErrorBody,
  everyEndpoint,
  ReportedAccount,
  ReportedConsent,
  ReportedContact,
  ReportedDisposition,
  ReportedHold,
  ReportedNotice,
  ReportedParty,
  ReportedPayment,
  STATEMENT_REPORT_PATH,
  ToldEvent,
  type Endpoint,
} from "@fairflow/contract";
import { z } from "zod";

type Json = Readonly<Record<string, unknown>>;

/** The rows that bulk endpoints take, by the property that holds them; each row is judged for itself. */
const ROWS = {
  accounts: ReportedAccount,
  parties: ReportedParty,
  payments: ReportedPayment,
  events: ToldEvent,
  dispositions: ReportedDisposition,
  contacts: ReportedContact,
  holds: ReportedHold,
  consents: ReportedConsent,
  notices: ReportedNotice,
} as const;

const ROW_NAMES: Readonly<Record<keyof typeof ROWS, string>> = {
  accounts: "ReportedAccount",
  parties: "ReportedParty",
  payments: "ReportedPayment",
  events: "ToldEvent",
  dispositions: "ReportedDisposition",
  contacts: "ReportedContact",
  holds: "ReportedHold",
  consents: "ReportedConsent",
  notices: "ReportedNotice",
};

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "The caller's own name of this request, kept for three days: the same request again gets the same answer, another one under the name is refused (422), one that is under way too (409).",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
} as const;

const FAILURES: Readonly<Record<string, string>> = {
  "400": "The request cannot be read",
  "401": "No key is shown, or it lets nobody in",
  "403": "The key lacks the scope",
  "404": "What is named is not there",
  "409": "It cannot be done now, or the same request is under way",
  "413": "The body is too large",
  "415": "The body is of another type",
  "422": "The body does not fit, or the Idempotency-Key was used for another request",
  "429": "The key asks too often: `Retry-After` says how long to wait",
  "500": "Something went wrong here; nothing was saved",
};

/**
 * The endpoints for other systems as an OpenAPI 3.1 document, made from the schemas that the server parses by.
 *
 * @param origin where this installation is reached
 */
export function describeApi({
  origin,
  version,
}: {
  readonly origin: string;
  readonly version: string;
}): Json {
  const outside = Object.entries(everyEndpoint).filter(([, { path }]) => path.startsWith("/v1/"));
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, endpoint] of outside) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  for (const [path, operation] of Object.entries(filePaths())) paths[path] = operation;
  return {
    openapi: "3.1.0",
    info: {
      title: "Fairflow",
      version,
      description:
        "For dialers, ledgers and other systems. Every request shows a key as `Authorization: Bearer`; what a key may do are its scopes. Instants carry their offset, amounts are integer minor units. Bulk requests judge each row for itself and answer row by row.",
    },
    servers: [{ url: origin }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: {
        ...Object.fromEntries(
          Object.entries(ROWS).map(([property, schema]) => [
            rowName(property) ?? property,
            schemaOf(schema, "input"),
          ]),
        ),
        Error: schemaOf(ErrorBody, "output"),
      },
    },
  };
}

/** What travels as a file and not as JSON. */
function filePaths(): Record<string, Record<string, Json>> {
  const { callList, reportDispositions } = callListEndpoints;
  const list = operationOf("callListFile", callList);
  const told = operationOf("reportDispositionsFile", reportDispositions);
  const csv = { schema: { type: "string", contentMediaType: "text/csv" } };
  return {
    [CALL_LIST_FILE_PATH]: {
      get: {
        ...list,
        summary: "The calls that may be made now as a CSV file, one row each",
        responses: {
          ...answersOf({}),
          "200": { description: "Done", content: { "text/csv": csv } },
        },
      },
    },
    [DISPOSITIONS_FILE_PATH]: {
      post: {
        ...told,
        summary:
          "What came of listed calls as a CSV file, with the columns of `ReportedDisposition`",
        parameters: [],
        requestBody: { required: true, content: { "text/csv": csv } },
      },
    },
    [STATEMENT_REPORT_PATH]: {
      post: {
        operationId: "statementReport",
        summary:
          "A file of a bank or an agency: MT940, camt.053 or a table; what is sure is booked, the rest stands on the desk",
        tags: ["statements"],
        "x-scope": "statements",
        security: [{ key: [] }],
        parameters: [],
        requestBody: {
          required: true,
          content: { "application/octet-stream": { schema: { type: "string" } } },
        },
        responses: answersOf({ type: "object" }),
      },
    },
  };
}

function operationOf(name: string, endpoint: Endpoint): Json {
  const { input, output, policy, summary, method } = endpoint;
  const scope = policy.kind === "key" ? policy.scope : undefined;
  const body = input["body"];
  return {
    operationId: name,
    summary,
    ...(scope === undefined ? {} : { tags: [scope], "x-scope": scope }),
    security: scope === undefined ? [] : [{ key: [] }],
    parameters: [
      ...parametersOf(input["params"], "path"),
      ...parametersOf(input["query"], "query"),
      ...(method === "POST" ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: bodyOf(schemaOf(body, "input")) } },
          },
        }),
    responses: answersOf(schemaOf(output, "output")),
  };
}

function answersOf(schema: Json): Json {
  const failure = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return {
    "200": { description: "Done", content: { "application/json": { schema } } },
    ...Object.fromEntries(
      Object.entries(FAILURES).map(([status, description]) => [
        status,
        { description, content: failure },
      ]),
    ),
  };
}

function parametersOf(schema: unknown, place: "path" | "query"): readonly Json[] {
  if (!(schema instanceof z.ZodType)) return [];
  const { properties, required } = z
    .object({
      properties: z.record(z.string(), z.unknown()).default({}),
      required: z.array(z.string()).default([]),
    })
    .parse(schemaOf(schema, "input"));
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

const BodySchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

/** Rows are taken unread, so that a bad one does not refuse the others; what they should be is told by name. */
function bodyOf(schema: Json): Json {
  const parsed = BodySchema.safeParse(schema);
  if (!parsed.success) return schema;
  const properties = Object.fromEntries(
    Object.entries(parsed.data.properties).map(([property, of]) => {
      const name = rowName(property);
      const isRows = z
        .object({ items: z.object({ additionalProperties: z.unknown() }) })
        .safeParse(of);
      if (name === undefined || !isRows.success || hasProperties(of)) return [property, of];
      return [
        property,
        { ...z.looseObject({}).parse(of), items: { $ref: `#/components/schemas/${name}` } },
      ];
    }),
  );
  return { ...parsed.data, properties };
}

function hasProperties(of: unknown): boolean {
  return z
    .object({ items: z.object({ properties: z.unknown().refine((each) => each !== undefined) }) })
    .safeParse(of).success;
}

function rowName(property: string): string | undefined {
  return new Map<string, string>(Object.entries(ROW_NAMES)).get(property);
}

function schemaOf(schema: unknown, io: "input" | "output"): Json {
  if (!(schema instanceof z.ZodType)) return {};
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io,
    unrepresentable: "any",
  });
  return rest;
}
