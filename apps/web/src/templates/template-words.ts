import type { BlockKind, Channel } from "@fairflow/template";

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  sms: "SMS",
  email: "E-mail",
  letter: "Letter",
};

export const PURPOSE_NAMES: Readonly<Record<string, string>> = {
  collection: "To collect what is owed",
  service: "A service to the person",
  reply_to_consumer: "An answer to what they asked",
  statutory_notice: "A notice that the law requires",
  marketing: "Marketing",
};

export const BLOCK_NAMES: Readonly<Record<BlockKind, string>> = {
  heading: "Heading",
  text: "Text",
  button: "Button",
  accounts: "List of accounts",
  pay: "How to pay",
  image: "Image",
  divider: "Line",
  legal: "What must be said",
};
