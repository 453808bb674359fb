import { templateEndpoints } from "@fairflow/contract";
import {
  listPayTerms,
  listTemplates,
  recordAudit,
  saveImage,
  savePayTerms,
  saveTemplate,
  templateVersions,
} from "@fairflow/db";
import { MessageTemplate } from "@fairflow/template";
import type { AppDeps } from "../app-deps.ts";
import { readLiveLibrary, templateOf } from "../flows/live-library.ts";
import { withOwnName } from "../flows/name-taken.ts";
import { recordLibrarySave } from "../flows/record-library-save.ts";
import { FailureLimit } from "../http/failure-limit.ts";
import { handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { nameOf, userNames } from "../sign-in/users.ts";
import { designedTemplate } from "../templates/designed-template.ts";
import { imageOf } from "../templates/image-file.ts";
import { askForCode, proveNumber } from "../templates/own-number.ts";
import { previewTemplate } from "../templates/preview-template.ts";
import { printTemplate } from "../templates/print-template.ts";
import { sendTest } from "../templates/send-test.ts";
import { smsCosts } from "../templates/sms-cost.ts";
import { readLiveFields } from "../templates/template-fields.ts";
import { templateGaps } from "../templates/template-gaps.ts";
import { templateIssues, templateLaw } from "../templates/template-issues.ts";
import { templateUses } from "../templates/template-uses.ts";

/** Tests that one person may send in an hour of real time. */
const TESTS = { tries: 20, windowMs: 3_600_000 };
/** Wrong codes of one person in an hour: a million codes are guessed in no lifetime. */
const GUESSES = { tries: 5, windowMs: 3_600_000 };

/** What is said to people: templates, their designs and images, and how to pay. */
export function templateHandlers(deps: AppDeps) {
  const { database, facts, realNow, publicUrl } = deps;
  const tests = new FailureLimit(TESTS);
  const guesses = new FailureLimit(GUESSES);
  const countTest = (userId: string) => {
    const nowMs = realNow().getTime();
    if (tests.waitMs(userId, nowMs) > 0) {
      throw new HttpError("too-many", `At most ${TESTS.tries} tests are sent in an hour.`);
    }
    tests.recordFailure(userId, nowMs);
  };
  const testDeps = () => ({
    database,
    keyring: deps.keys(),
    publicUrl,
    providers: deps.providers,
    realNow: realNow(),
  });
  const smsCost = smsCosts(database, realNow);
  const previewDeps = () => ({
    database,
    keyring: deps.keys(),
    publicUrl,
    law: facts.law,
    smsCost,
  });

  return {
    templates: handle(templateEndpoints.templates, async () => {
      const [stored, uses, names, fields, law] = await Promise.all([
        listTemplates(database),
        templateUses(database),
        userNames(database),
        readLiveFields(database),
        templateLaw(database, facts.law),
      ]);
      return stored.map(({ changedAt, changedBy, ...each }) => {
        const template = templateOf(each);
        const own = uses.get(each.id) ?? [];
        return {
          template,
          version: each.version,
          changedAtMs: changedAt.getTime(),
          changedBy: nameOf(names, changedBy),
          steps: new Set(own.map(({ flowId, node }) => `${flowId} ${node.id}`)).size,
          flows: new Set(own.map(({ flowId }) => flowId)).size,
          faults: templateIssues(law, template, fields).length,
        };
      });
    }),

    template: handle(templateEndpoints.template, async ({ input: { params } }) => {
      const [{ library }, versions, uses, names] = await Promise.all([
        readLiveLibrary(database),
        templateVersions(database, params.id),
        templateUses(database),
        userNames(database),
      ]);
      const template = library.templates.get(params.id);
      if (template === undefined) throw notFound("template");
      return {
        template,
        versions: versions.map(({ number, languages, fallback, madeAt, madeBy }) => ({
          number,
          languages: MessageTemplate.shape.languages.parse(languages),
          fallback: [...fallback],
          madeAtMs: madeAt.getTime(),
          madeBy: nameOf(names, madeBy),
        })),
        uses: [...(uses.get(params.id) ?? [])],
      };
    }),

    saveTemplate: handle(templateEndpoints.saveTemplate, async ({ input, user }) => {
      const { params, query, body } = input;
      if (body.id !== params.id) {
        throw new HttpError("bad-request", "The template's id and the address do not agree.");
      }
      const { template, stored } = await designedTemplate(database, body);
      await withOwnName({ index: "template_name", name: body.name }, () =>
        database.transaction(async (tx) => {
          const saved = await saveTemplate(
            tx,
            { ...stored, basedOn: query.basedOn },
            { author: user.id, now: realNow() },
          );
          if (saved === "stale") {
            throw new HttpError("stale", "Somebody has changed this template meanwhile.");
          }
          if (saved === undefined) {
            throw new HttpError("conflict", "A template stays on its channel; make another one.");
          }
          await recordLibrarySave(tx, { kind: "template", id: params.id, author: user.id }, saved);
        }),
      );
      return template;
    }),

    previewTemplate: handle(templateEndpoints.previewTemplate, ({ input: { body }, user }) =>
      previewTemplate(previewDeps(), body, user.role),
    ),

    printTemplate: handle(templateEndpoints.printTemplate, ({ input: { body }, user }) => {
      if (body.template.channel !== "letter") {
        throw new HttpError("invalid", "Only letters are printed.");
      }
      return printTemplate(previewDeps(), body, user.role);
    }),

    templateGaps: handle(templateEndpoints.templateGaps, async ({ input: { body } }) => {
      const [{ library, customFields }, fields] = await Promise.all([
        readLiveLibrary(database),
        readLiveFields(database),
      ]);
      const segment = body.segment === undefined ? undefined : library.segments.get(body.segment);
      if (body.segment !== undefined && segment === undefined) throw notFound("segment");
      return templateGaps(database, body.template, {
        criteria: segment?.criteria ?? { kind: "all", of: [] },
        custom: customFields,
        fields,
      });
    }),

    sendTestMessage: handle(templateEndpoints.sendTestMessage, ({ input: { body }, user }) => {
      countTest(user.id);
      return sendTest(testDeps(), body, user);
    }),

    askTestNumber: handle(templateEndpoints.askTestNumber, async ({ input: { body }, user }) => {
      countTest(user.id);
      return { ticket: (await askForCode(testDeps(), body.number, user)) ?? null };
    }),

    proveTestNumber: handle(templateEndpoints.proveTestNumber, async ({ input, user }) => {
      const nowMs = realNow().getTime();
      if (guesses.waitMs(user.id, nowMs) > 0) {
        throw new HttpError("too-many", "Too many wrong codes: ask for another one in an hour.");
      }
      const proof = proveNumber(testDeps(), input.body, user);
      if (proof !== undefined) return { proof };
      guesses.recordFailure(user.id, nowMs);
      throw new HttpError(
        "invalid",
        "This is not the code, or it is over: it is good for 10 minutes.",
      );
    }),

    uploadTemplateImage: handle(
      templateEndpoints.uploadTemplateImage,
      async ({ input: { body }, user }) => {
        const image = imageOf(Buffer.from(body.data, "base64"));
        if (image === undefined) {
          throw new HttpError("invalid", "This is no PNG, JPEG or GIF that a mail can show.");
        }
        await database.transaction(async (tx) => {
          const isNew = await saveImage(tx, image, { author: user.id, now: realNow() });
          if (!isNew) return;
          await recordAudit(tx, [
            {
              actor: { kind: "user", id: user.id },
              action: "template-image.upload",
              subject: { kind: "template-image", id: image.id },
              after: { mediaType: image.mediaType, bytes: image.bytes.length },
            },
          ]);
        });
        const { id, widthPx, heightPx } = image;
        return { id, widthPx, heightPx };
      },
    ),

    payTerms: handle(templateEndpoints.payTerms, async () => [...(await listPayTerms(database))]),

    savePayTerms: handle(templateEndpoints.savePayTerms, async ({ input, user }) => {
      const { params, body } = input;
      await database.transaction(async (tx) => {
        const before = await savePayTerms(tx, { id: params.id, ...body });
        if (before === undefined) throw notFound("portfolio");
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "pay-terms.save",
            subject: { kind: "portfolio", id: params.id },
            before,
            after: body,
          },
        ]);
      });
      const saved = (await listPayTerms(database)).find(({ id }) => id === params.id);
      if (saved === undefined) throw notFound("portfolio");
      return saved;
    }),
  };
}
