import { templateEndpoints } from "@fairflow/contract";
import type { MessageTemplate } from "@fairflow/template";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";

export const templatesQuery = ask(templateEndpoints.templates, {});
export const payTermsQuery = ask(templateEndpoints.payTerms, {});

export function templateQuery(id: string) {
  return ask(templateEndpoints.template, { params: { id } });
}

export interface Previewed {
  readonly template: MessageTemplate;
  readonly language: string;
  readonly debtorId?: string | undefined;
}

/** The last answer stays while the next one is on its way, so that a preview does not blink at every key. */
export function previewQuery(asked: Previewed) {
  return queryOptions({
    queryKey: [templateEndpoints.previewTemplate.path, asked],
    queryFn: ({ signal }) => call(templateEndpoints.previewTemplate, { body: asked }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
  });
}

export function gapsQuery(template: MessageTemplate, segment: string | undefined) {
  return queryOptions({
    queryKey: [templateEndpoints.templateGaps.path, template, segment],
    queryFn: ({ signal }) =>
      call(templateEndpoints.templateGaps, { body: { template, segment } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
  });
}
