import { z } from "zod";

const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(["path", "query", "header"]) })),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
});

const Document = z.object({
  openapi: z.string().startsWith("3.1"),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

export interface Asked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A name for the request, so that sending it twice does it once. */
  readonly once?: string;
}

/** Calls an operation of the document by its id; whatever it answers but success is thrown. */
export type Client = (operationId: string, asked?: Asked) => Promise<unknown>;

/** A client that knows nothing but what the installation's own document says. */
export async function openApiClient(origin: string, key: string): Promise<Client> {
  const answer = await fetch(new URL("/v1/openapi.json", origin));
  const { paths } = Document.parse(await answer.json());
  const operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        operation.operationId,
        { path, method: method.toUpperCase(), ...operation },
      ]),
    ),
  );
  return async (operationId, { path = {}, query = {}, body, once } = {}) => {
    const operation = operations.get(operationId);
    if (operation === undefined) throw new Error(`The document has no operation ${operationId}`);
    const named = (place: string) =>
      operation.parameters.filter((each) => each.in === place).map(({ name }) => name);
    for (const name of Object.keys(query)) {
      if (!named("query").includes(name)) throw new Error(`${operationId} takes no ${name}`);
    }
    const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(path[name] ?? ""),
    );
    const url = new URL(filled, origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const [type] = Object.keys(operation.requestBody?.content ?? {});
    const response = await fetch(url, {
      method: operation.method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(type === undefined ? {} : { "content-type": type }),
        ...(once !== undefined && named("header").includes("Idempotency-Key")
          ? { "idempotency-key": once }
          : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered: unknown = await response.json();
    if (!response.ok) {
      throw new Error(`${operationId}: ${response.status} ${JSON.stringify(answered)}`);
    }
    return answered;
  };
}
