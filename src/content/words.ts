import { marked, type Token, type Tokens } from 'marked';
import * as v from 'valibot';
import type { CauseWords, CheckWords } from '../model/words.ts';
import { ContentError, readYaml, splitFrontMatter } from './split.ts';

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

interface Section {
  readonly cause: string;
  readonly line: number;
  readonly tokens: Token[];
}

const lineOf = (text: string, part: string, from: number): number => {
  const at = text.indexOf(part, from);
  return text.slice(0, Math.max(at, 0)).split('\n').length;
};

const sections = (file: string, body: string, bodyLine: number): Section[] => {
  const found: Section[] = [];
  for (const token of marked.lexer(body)) {
    const line = bodyLine + lineOf(body, token.raw, 0);
    if (token.type === 'heading') found.push({ cause: (token as Tokens.Heading).text, line, tokens: [] });
    else if (token.type === 'space') continue;
    else if (found.length === 0)
      throw new ContentError(file, line, 1, 'has text before the first cause (## cause)');
    else found.at(-1)?.tokens.push(token);
  }
  return found;
};

const checked = <Shape extends v.GenericSchema>(
  file: string,
  line: number,
  shape: Shape,
  value: unknown,
): v.InferOutput<Shape> => {
  const result = v.safeParse(shape, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ContentError(file, line, 1, `${v.getDotPath(issue) ?? 'the block'}: ${issue.message}`);
};

/** Paragraphs are prose: their line breaks mean nothing. */
const prose = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

const causeWords = (file: string, { cause, line, tokens }: Section): CauseWords => {
  const paragraphs = tokens
    .filter((token) => token.type === 'paragraph')
    .map((token) => prose((token as Tokens.Paragraph).text));
  const [says, ...proof] = paragraphs;
  if (!says || proof.length === 0)
    throw new ContentError(
      file,
      line,
      1,
      `${cause} needs two paragraphs: what is wrong, and why what was seen proves it`,
    );
  const fences = tokens.filter((token): token is Tokens.Code => token.type === 'code');
  const fence = (name: string): unknown => {
    const block = fences.find((token) => token.lang === name);
    return block ? readYaml(file, block.text, line) : [];
  };
  const odd = fences.find((token) => token.lang !== 'fix' && token.lang !== 'look-alike');
  if (odd)
    throw new ContentError(
      file,
      line,
      1,
      `${cause} has a block "${odd.lang ?? ''}"; a cause has the blocks fix and look-alike`,
    );
  return {
    says,
    proof: proof.join('\n\n'),
    fix: checked(file, line, fixShape, fence('fix')),
    alternatives: checked(file, line, lookAlikeShape, fence('look-alike')),
  };
};

/**
 * Reads the words of a check: front matter, then one `## cause` each with two paragraphs and the blocks
 * `fix` and `look-alike`.
 * @throws {ContentError} with file, line and column
 */
export const parseWords = (file: string, text: string): CheckWords => {
  const { matter, body, bodyLine } = splitFrontMatter(file, text);
  const { title, why, lesson } = checked(file, 1, matterShape, matter);
  const causes = sections(file, body, bodyLine).map(
    (section) => [section.cause, causeWords(file, section)] as const,
  );
  return { title, why, lesson, causes: Object.fromEntries(causes) };
};
