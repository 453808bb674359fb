import type { Block, BlockKind, Channel, MessageTemplate } from "@fairflow/template";

const LEGAL: Readonly<Record<"email" | "letter", string>> = {
  email:
    "{{ brand.name }} writes for {{ client.name }}. Registration {{ brand.registration }}.\nTo choose how we reach you, or to stop: {{ opt_out_link }}",
  letter: "{{ brand.name }} writes for {{ client.name }}. Registration {{ brand.registration }}.",
};

/** A new block as it begins. A picture is only there once it is uploaded. */
export function starterBlock(kind: Exclude<BlockKind, "image">, channel: Channel): Block {
  switch (kind) {
    case "heading":
      return { kind, text: "About your account" };
    case "text":
      return { kind, text: "Dear {{ debtor.first_name }}," };
    case "button":
      return { kind, label: "Pay now", link: "payment_link" };
    case "accounts":
      return {
        kind,
        columns: [
          { field: "reference", label: "Account" },
          { field: "due_date", label: "Due since" },
          { field: "arrears", label: "Overdue" },
        ],
        totalLabel: "Together",
        most: 20,
        moreLabel: "more accounts",
      };
    case "pay":
      return {
        kind,
        title: "How to pay",
        labels: {
          bank: "Bank",
          holder: "Account holder",
          number: "Account number",
          branch: "Branch code",
          reference: "Your reference",
          till: "At a till, number",
          link: "Online",
        },
      };
    case "divider":
      return { kind };
    case "legal":
      return { kind, text: LEGAL[channel === "letter" ? "letter" : "email"] };
  }
}

/** A new template with what must be said already in it. */
export function starterTemplate(of: {
  readonly id: string;
  readonly name: string;
  readonly channel: Channel;
  readonly language: string;
}): MessageTemplate {
  const { id, name, channel, language } = of;
  const text =
    channel === "sms"
      ? {
          body: "{{ brand.name }} for {{ client.name }}: {{ debtor.first_name }}, {{ account.arrears | money }} is overdue on {{ account.reference }}. Pay: {{ payment_link }} Stop: {{ opt_out_link }}",
        }
      : {
          subject: "Your account {{ account.reference }}",
          body: "",
          design: { kind: "blocks" as const, blocks: starterBlocks(channel) },
        };
  return {
    id,
    name,
    channel,
    purpose: "collection",
    languages: { [language]: text },
    fallback: [language],
  };
}

function starterBlocks(channel: Channel): Block[] {
  const kinds = ["heading", "text", "accounts", "pay", "legal"] as const;
  const blocks = kinds.map((kind) => starterBlock(kind, channel));
  return channel === "email" ? blocks.toSpliced(3, 0, starterBlock("button", channel)) : blocks;
}
