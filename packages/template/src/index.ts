export { checkTemplate, type TemplateIssue } from "./check-template.ts";
export {
  compileTemplate,
  type CompiledDesigns,
  type CompiledTemplate,
} from "./compile-template.ts";
export { BlockCondition } from "./design/block-condition.ts";
export {
  AccountColumnField,
  Block,
  ImageId,
  LINK_FIELDS,
  type BlockKind,
  type PayLabels,
} from "./design/block.ts";
export { Design } from "./design/design.ts";
export { IMAGE_SCHEME, mjmlOfBlocks } from "./design/design-mjml.ts";
export { textOfBlocks } from "./design/design-text.ts";
export type { LetterPart } from "./design/letter-part.ts";
export { formatDate, type DateFormat, type DateSetting } from "./format-date.ts";
export {
  accountLineFields,
  coreMergeFields,
  type MergeField,
  type MergeFieldType,
} from "./merge-field.ts";
export type { AccountLine, MergeValue, MergeValues } from "./merge-values.ts";
export {
  Channel,
  LanguageTag,
  MessageTemplate,
  TemplateId,
  type TemplateText,
} from "./message-template.ts";
export { formatMoney } from "./money.ts";
export { asksForStop, replyIssues } from "./reply-issues.ts";
export { renderTemplate, type Occasion, type Rendering } from "./render-template.ts";
export { sampleValues } from "./sample-values.ts";
export { smsParts, type SmsParts } from "./sms-parts.ts";
export { TemplateFault } from "./template-fault.ts";
export { withoutLanguage } from "./without-language.ts";
export { withoutLinks } from "./without-links.ts";
