import { providerEndpoints, type ProviderView } from "@fairflow/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";

/** What is done to a provider at a click; the list is read again afterwards, whatever came of it. */
export type ProviderAct =
  | { readonly kind: "switch"; readonly isOn: boolean; readonly isDefault: boolean }
  | { readonly kind: "wake" }
  | { readonly kind: "remove" }
  | { readonly kind: "retire"; readonly name: string; readonly place: "current" | "previous" };

export function useProviderAct({ id, name }: Pick<ProviderView, "id" | "name">) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: ProviderAct) => carryOut(id, act),
    onSuccess: (_, act) => toast.success(wordsOf(name, act)),
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: [providerEndpoints.providers.path] }),
  });
}

function carryOut(id: string, act: ProviderAct): Promise<unknown> {
  const params = { id };
  switch (act.kind) {
    case "switch":
      return call(providerEndpoints.switchProvider, {
        params,
        body: { isOn: act.isOn, isDefault: act.isDefault },
      });
    case "wake":
      return call(providerEndpoints.wakeProvider, { params });
    case "remove":
      return call(providerEndpoints.removeProvider, { params });
    case "retire":
      return call(providerEndpoints.retireProviderSecret, {
        params: { id, name: act.name },
        body: { place: act.place },
      });
  }
}

function wordsOf(name: string, act: ProviderAct): string {
  switch (act.kind) {
    case "switch":
      if (!act.isOn) return `${name} is off`;
      return act.isDefault ? `${name} is on, and the default` : `${name} is on`;
    case "wake":
      return `The next message tries ${name} again`;
    case "remove":
      return `${name} is removed`;
    case "retire":
      return "That secret is not valid any more";
  }
}
