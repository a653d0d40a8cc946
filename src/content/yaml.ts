import * as v from 'valibot';
import { LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

/** Something in a content file is not as it has to be: where, and what. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(file: string, line: number, column: number, problem: string) {
    super(`${file}:${line}:${column} ${problem}`);
  }
}

/** Where a sentence without quotation marks ends before its author meant it to: ` #` begins a comment (YAML 1.2, 6.6). */
const cutAt = (document: Document): number | undefined => {
  let end: number | undefined;
  visit(document, {
    Scalar(_, { comment, range }) {
      if (typeof comment !== 'string') return undefined;
      end = range?.[1];
      return visit.BREAK;
    },
  });
  return end;
};

/**
 * YAML with positions: unknown aliases, duplicate keys, bombs and values that a comment cuts off are refused.
 * @param offset lines that stand before `text` in its file
 * @throws {ContentError} with file, line and column
 */
const readYaml = (file: string, text: string, offset = 0): unknown => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new ContentError(file, line + offset, col, error.message.split('\n')[0] ?? 'is not YAML');
  }
  const cut = cutAt(document);
  if (cut !== undefined) {
    const { line, col } = lines.linePos(cut);
    throw new ContentError(
      file,
      line + offset,
      col,
      'is cut off by a comment: write a text with # in quotation marks',
    );
  }
  return document.toJS({ maxAliasCount: 20 }) as unknown;
};

type Path = readonly (string | number)[];

/** Where the value at `path` stands; where its key would, when it is missing. */
const placeOf = (text: string, path: Path): { line: number; col: number } => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = (depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)) as
      Node | null | undefined;
    if (node?.range) return lines.linePos(node.range[0]);
  }
  return { line: 1, col: 1 };
};

/**
 * YAML that has this shape.
 * @param offset lines that stand before `text` in its file
 * @throws {ContentError} at the value that has not
 */
export const readShape = <Shape extends v.GenericSchema>(
  file: string,
  shape: Shape,
  text: string,
  offset: number,
): v.InferOutput<Shape> => {
  const result = v.safeParse(shape, readYaml(file, text, offset));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const { line, col } = placeOf(text, path);
  throw new ContentError(file, line + offset, col, `${path.join('.') || 'the block'}: ${issue.message}`);
};
