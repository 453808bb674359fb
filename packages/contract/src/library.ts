import { LocalDate } from "@fairflow/calendar";
import { Field } from "@fairflow/criteria";
import { LegalNotice, LegalStep, Segment } from "@fairflow/interpreter";
import { Channel, MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { signedIn } from "./role.ts";

export const library = endpoint({
  method: "GET",
  path: "/api/library",
  summary:
    "What flows refer to, so that the canvas checks a draft with the same compile as Publish",
  input: {},
  output: z.strictObject({
    segments: z.array(Segment),
    templates: z.array(MessageTemplate),
    calendars: z.record(z.string(), z.array(LocalDate)),
    /** The notices and legal steps of the rule packs that the installation has. */
    notices: z.array(LegalNotice),
    steps: z.array(LegalStep),
    /** Channels of which a sender in use cannot receive replies. */
    unheard: z.array(Channel),
    /** Fields of the installation's own, beside the core ones. */
    fields: z.array(Field),
    teams: z.array(z.string()),
    languages: z.array(z.string()),
  }),
  policy: signedIn,
});
