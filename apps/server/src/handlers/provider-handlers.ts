import { providerEndpoints } from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { listProviderViews } from "../providers/list-providers.ts";
import { ProviderDesk } from "../providers/provider-desk.ts";

/** Whom messages and money go through. */
export function providerHandlers(deps: AppDeps) {
  const desk = new ProviderDesk(deps);
  return {
    providers: handle(providerEndpoints.providers, () => listProviderViews(deps)),

    addProvider: handle(providerEndpoints.addProvider, async ({ input: { body }, user }) => ({
      id: await desk.add(body, user.id),
    })),

    changeProvider: handle(
      providerEndpoints.changeProvider,
      async ({ input: { params, body }, user }) => {
        await desk.change(params.id, body, user.id);
        return DONE;
      },
    ),

    switchProvider: handle(
      providerEndpoints.switchProvider,
      async ({ input: { params, body }, user }) => {
        await desk.switch(params.id, body, user.id);
        return DONE;
      },
    ),

    rotateProviderSecret: handle(
      providerEndpoints.rotateProviderSecret,
      async ({ input: { params, body }, user }) => {
        await desk.rotate(params.id, { name: params.name, value: body.value }, user.id);
        return DONE;
      },
    ),

    retireProviderSecret: handle(
      providerEndpoints.retireProviderSecret,
      async ({ input: { params, body }, user }) => {
        await desk.retire(params.id, { name: params.name, place: body.place }, user.id);
        return DONE;
      },
    ),

    testProvider: handle(providerEndpoints.testProvider, ({ input: { params } }) =>
      desk.test(params.id),
    ),

    wakeProvider: handle(providerEndpoints.wakeProvider, async ({ input: { params }, user }) => {
      await desk.wake(params.id, user.id);
      return DONE;
    }),

    removeProvider: handle(
      providerEndpoints.removeProvider,
      async ({ input: { params }, user }) => {
        await desk.remove(params.id, user.id);
        return DONE;
      },
    ),
  };
}
