export { checkTemplate, type TemplateIssue } from "./check-template.ts";
export { compileTemplate, type CompiledTemplate } from "./compile-template.ts";
export { formatDate, type DateFormat, type DateSetting } from "./format-date.ts";
export {
  accountLineFields,
  coreMergeFields,
  type MergeField,
  type MergeFieldType,
} from "./merge-field.ts";
export type { AccountLine, MergeValue, MergeValues } from "./merge-values.ts";
export { Channel, LanguageTag, MessageTemplate, TemplateId } from "./message-template.ts";
export { formatMoney } from "./money.ts";
export { renderTemplate, type Occasion, type Rendering } from "./render-template.ts";
export { smsParts, type SmsParts } from "./sms-parts.ts";
export { TemplateFault } from "./template-fault.ts";
