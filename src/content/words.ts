import { marked, type Token, type Tokens } from 'marked';
import * as v from 'valibot';
import type { CauseWords, CheckWords } from '../model/words.ts';
import { readFrontMatter } from './front-matter.ts';
import { ContentError, readShape } from './yaml.ts';

const sentence = v.pipe(v.string(), v.minLength(8));

const matterShape = v.strictObject({
  title: sentence,
  why: sentence,
  lesson: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z-]+$/)),
});

const fixShape = v.array(
  v.strictObject({
    say: sentence,
    run: v.exactOptional(v.string()),
    where: v.picklist(['you', 'server']),
    risk: v.exactOptional(sentence),
    undo: v.exactOptional(sentence),
    verify: sentence,
  }),
);

const lookAlikeShape = v.array(
  v.strictObject({
    cause: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z-]+\/[a-z0-9-]+$/)),
    tellApart: sentence,
  }),
);

interface Block {
  readonly token: Token;
  /** Its first line in the file. */
  readonly line: number;
}

interface Section {
  readonly cause: string;
  readonly line: number;
  readonly blocks: Block[];
}

/** The tokens of a Markdown text with their places: marked gives none, but leaves nothing of the text out. */
const blocksOf = (body: string, bodyLine: number): Block[] => {
  let line = bodyLine + 1;
  return marked.lexer(body).map((token) => {
    const block = { token, line };
    line += token.raw.split('\n').length - 1;
    return block;
  });
};

const sections = (file: string, body: string, bodyLine: number): Section[] => {
  const found: Section[] = [];
  for (const block of blocksOf(body, bodyLine)) {
    const { token, line } = block;
    if (token.type === 'heading') found.push({ cause: (token as Tokens.Heading).text, line, blocks: [] });
    else if (token.type !== 'space' && found.length === 0)
      throw new ContentError(file, line, 1, 'has text before the first cause (## cause)');
    else found.at(-1)?.blocks.push(block);
  }
  return found;
};

/** Paragraphs are prose: their line breaks mean nothing. */
const prose = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

const paragraphs = ({ blocks }: Section): string[] =>
  blocks.flatMap(({ token }) =>
    token.type === 'paragraph' ? [prose((token as Tokens.Paragraph).text)] : [],
  );

const fences = ({ blocks }: Section): { token: Tokens.Code; line: number }[] =>
  blocks.flatMap(({ token, line }) => (token.type === 'code' ? [{ token: token as Tokens.Code, line }] : []));

const causeWords = (file: string, section: Section): CauseWords => {
  const { cause, line } = section;
  const [says, ...proof] = paragraphs(section);
  if (!says || proof.length === 0)
    throw new ContentError(
      file,
      line,
      1,
      `${cause} needs two paragraphs: what is wrong, and why that which was seen proves it`,
    );
  const odd = fences(section).find(({ token }) => token.lang !== 'fix' && token.lang !== 'look-alike');
  if (odd)
    throw new ContentError(
      file,
      odd.line,
      4,
      `"${odd.token.lang ?? ''}" is no kind of block here; there are fix and look-alike`,
    );
  const list = <Shape extends v.GenericSchema>(name: string, shape: Shape): v.InferOutput<Shape> => {
    const fence = fences(section).find(({ token }) => token.lang === name);
    return readShape(file, shape, fence?.token.text ?? '[]', fence?.line ?? line);
  };
  return {
    says,
    proof: proof.join('\n\n'),
    fix: list('fix', fixShape),
    alternatives: list('look-alike', lookAlikeShape),
  };
};

/**
 * Reads the words of a check: front matter, then one `## cause` each with two paragraphs and the blocks
 * `fix` and `look-alike`.
 * @throws {ContentError} with file, line and column
 */
export const parseWords = (file: string, text: string): CheckWords => {
  const { matter, body, bodyLine } = readFrontMatter(file, text, matterShape);
  const causes = sections(file, body, bodyLine).map(
    (section) => [section.cause, causeWords(file, section)] as const,
  );
  return { ...matter, causes: Object.fromEntries(causes) };
};
