import { listTemplates, templateVersions, type Transaction } from "@fairflow/db";
import { asksForStop, MessageTemplate } from "@fairflow/template";
import { templateUses } from "../templates/template-uses.ts";

/**
 * The steps of published flows that people are in or come into whose SMS asks for STOP, each as a sentence: by a sender
 * that cannot receive it none of them leaves.
 */
export async function stepsThatAsk(tx: Transaction): Promise<readonly string[]> {
  const [templates, uses] = await Promise.all([listTemplates(tx), templateUses(tx)]);
  const sentences = await Promise.all(
    templates
      .filter(({ channel }) => channel === "sms")
      .map(async ({ id, name }) => {
        const published = (uses.get(id) ?? []).filter(({ version }) => version !== null);
        if (published.length === 0) return [];
        const asking = await versionsThatAsk(tx, id);
        return published
          .filter(({ pinned }) => pinned !== null && asking.has(pinned))
          .map(
            ({ flowName, version, node }) =>
              `“${node.name}” of ${flowName} (v${String(version)}) says “Reply STOP” in “${name}”: this sender refuses it. Publish the flow with opt_out_link instead.`,
          );
      }),
  );
  return [...new Set(sentences.flat())];
}

async function versionsThatAsk(tx: Transaction, id: string): Promise<ReadonlySet<number>> {
  const versions = await templateVersions(tx, id);
  return new Set(
    versions
      .filter(({ languages }) =>
        Object.values(MessageTemplate.shape.languages.parse(languages)).some(({ body }) =>
          asksForStop(body),
        ),
      )
      .map(({ number }) => number),
  );
}
