import type { Context, Hono } from "hono";
import type { AppEnv } from "./app-env.ts";
import type { Handled } from "./handle.ts";

/** Makes an endpoint of the contract a route. */
export function mount(app: Hono<AppEnv>, { endpoint, answer }: Handled): void {
  app.on(endpoint.method, endpoint.path, async (context: Context<AppEnv>) => {
    const output = await answer({ caller: context.get("caller"), context });
    return Response.json(output);
  });
}
