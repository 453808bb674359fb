import type { Asking } from "../test-app.ts";

/** For tests: a browser that keeps cookies and sends the ticket of the page that it saw last. */
export interface Visitor {
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;
  readonly upload: (
    path: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly name: string; readonly content: Uint8Array<ArrayBuffer> },
  ) => Promise<Response>;
  /** The page that it saw last. */
  readonly seen: () => string;
}

export function pageVisitor(ask: Asking): Visitor {
  let cookie = "";
  let seen = "";
  const took = async (response: Response): Promise<Response> => {
    for (const each of response.headers.getSetCookie()) cookie = each.split(";")[0] ?? "";
    seen = await response.clone().text();
    ticket = /name="ticket" value="([^"]+)"/.exec(seen)?.[1] ?? ticket;
    return response;
  };
  let ticket: string | undefined;
  const withTicket = (fields: Readonly<Record<string, string>>) =>
    ticket === undefined ? fields : { ticket, ...fields };
  return {
    seen: () => seen,
    get: async (path) => took(await ask("GET", path, { headers: { cookie } })),
    post: async (path, fields) =>
      took(
        await ask("POST", path, {
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(withTicket(fields)).toString(),
        }),
      ),
    upload: async (path, fields, file) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(withTicket(fields))) form.set(name, value);
      if (file !== undefined) form.set("proof", new File([file.content], file.name));
      const { headers, ...request } = await multipart(form);
      return took(await ask("POST", path, { headers: { cookie, ...headers }, ...request }));
    },
  };
}

async function multipart(form: FormData) {
  const request = new Response(form);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return { headers, body: await request.blob() };
}
