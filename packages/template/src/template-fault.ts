/** Why a text cannot be rendered, in words that hold no value of a merge field. Fixed by a person, never by trying again. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
}
