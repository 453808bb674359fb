import { catalog } from "@fairflow/nodes";
import { definitionOf } from "../step-view.ts";

const CODE = /^[a-z]+(?:-[a-z]+)*$/;

/** Why a run ended: the drawer's own words as they stand, `sms.not-allowed` as `SMS: not allowed`, `paid` as `Paid`. */
export function endWords(reason: string): string {
  const [type = "", exit] = reason.split(".");
  const definition = definitionOf(catalog, type);
  if (exit !== undefined && CODE.test(exit) && definition !== undefined) {
    return `${definition.title}: ${plain(exit)}`;
  }
  if (!CODE.test(reason)) return reason;
  const words = plain(reason);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function plain(code: string): string {
  return code.replaceAll("-", " ");
}
