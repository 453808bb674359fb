import type { Locator } from "@playwright/test";

const SECONDS_A_CLICK = 3;
const CHARACTERS_A_SECOND = 3;

/** What a person does with mouse and keyboard, counted, so that one can tell how long it takes them. */
export class Hand {
  #clicks = 0;
  #characters = 0;

  async click(control: Locator): Promise<void> {
    await control.click();
    this.#clicks += 1;
  }

  async choose(list: Locator, label: string): Promise<void> {
    await list.selectOption({ label });
    this.#clicks += 2;
  }

  /** In place of what stands there. */
  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.#clicks += 1;
    this.#characters += text.length;
  }

  /** Behind what stands there. */
  async typeOn(field: Locator, text: string): Promise<void> {
    await field.press("Control+End");
    await field.page().keyboard.insertText(text);
    this.#clicks += 1;
    this.#characters += text.length;
  }

  get clicks(): number {
    return this.#clicks;
  }

  get characters(): number {
    return this.#characters;
  }

  /** Somebody who does it for the first time, and reads what they click. */
  get seconds(): number {
    return this.#clicks * SECONDS_A_CLICK + Math.ceil(this.#characters / CHARACTERS_A_SECOND);
  }
}
