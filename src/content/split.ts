import { LineCounter, parseDocument } from 'yaml';

/** Something in a content file is not as it has to be: where, and what. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(file: string, line: number, column: number, problem: string) {
    super(`${file}:${line}:${column} ${problem}`);
  }
}

/**
 * YAML with positions: unknown aliases, duplicate keys and bombs are refused.
 * @param offset lines that stand before `text` in its file
 * @throws {ContentError} with file, line and column
 */
export const readYaml = (file: string, text: string, offset = 0): unknown => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new ContentError(file, line + offset, col, error.message.split('\n')[0] ?? 'is not YAML');
  }
  return document.toJS({ maxAliasCount: 20 }) as unknown;
};

/** A Markdown file cut into its front matter and the text after it. */
export const splitFrontMatter = (
  file: string,
  text: string,
): { readonly matter: unknown; readonly body: string; readonly bodyLine: number } => {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (!found)
    throw new ContentError(
      file,
      1,
      1,
      'has no front matter: the file starts with a block between two lines of ---',
    );
  const matter = readYaml(file, found[1] ?? '', 1);
  return { matter, body: text.slice(found[0].length), bodyLine: found[0].split('\n').length - 1 };
};
