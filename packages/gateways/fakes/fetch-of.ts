import type { FakeAnswer, FakeRequest } from "./fake-gateway.ts";

/** `fetch` that reaches a gateway in this process, and writes down what it was asked. */
export function fetchOf(
  answer: (request: FakeRequest) => FakeAnswer,
  asked: FakeRequest[] = [],
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const came = {
      method: request.method,
      target: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    asked.push(came);
    const { status, body } = answer(came);
    return new Response(body, { status });
  };
}
