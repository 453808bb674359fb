/**
 * The file cannot be read as a whole: nothing of it may be kept. The message names the place in a plain sentence and
 * carries nothing of the file but column names.
 *
 * @property line the line it is about, counted from 1; `undefined` where it is about the whole
 */
export class RefusedFileError extends Error {
  override readonly name = "RefusedFileError";
  readonly line: number | undefined;

  constructor(message: string, line?: number, options?: ErrorOptions) {
    super(line === undefined ? message : `Line ${line}: ${message}`, options);
    this.line = line;
  }
}
