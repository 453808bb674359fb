import type { Endpoint, Input, InputOf } from "@fairflow/contract";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "./call.ts";

/** A query over an endpoint that reads: `useQuery(ask(endpoints.flows, {}))`. */
export function ask<In extends Input, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: InputOf<Endpoint<In, Out>>,
) {
  return queryOptions({
    queryKey: [endpoint.path, input],
    queryFn: ({ signal }) => call(endpoint, input, signal),
  });
}
