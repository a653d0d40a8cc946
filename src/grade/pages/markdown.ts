import { harmless } from '../../model/harmless.ts';
import { cutLine, kindSays, scoreLine, startLine, type Card } from '../card.ts';

/** On one line, with nothing that Markdown or HTML obeys (CommonMark 2.4). */
const plain = (text: string): string =>
  harmless(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>()#|~!&]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : `\\${mark}`,
  );

const row = (card: Card, { id, mark, because, quotes }: Card['points'][number]): string => {
  const title = card.about[id]?.title ?? '';
  return `| ${id} | ${title} | ${mark} | ${plain(because)} | ${quotes.map((quote) => `"${plain(quote)}"`).join(' ')} |`;
};

const page = (card: Card): string => {
  const file = card.file === '-' ? 'standard input' : plain(card.file);
  const cut = card.cutAt === undefined ? [] : [cutLine(card.cutAt), ''];
  if (card.kind !== 'explanation') return [`## ${file}`, '', ...cut, kindSays[card.kind]].join('\n');
  const wrong = card.misconceptions.map(
    ({ quote, fact, lesson }) => `- "${plain(quote)}"\n  ${fact} (\`infra-tutor learn ${lesson}\`)`,
  );
  return [
    `## ${file}: ${scoreLine(card)}`,
    '',
    ...cut,
    startLine(card),
    '',
    '| Point | About | Mark | Because | Words |',
    '|---|---|---|---|---|',
    ...card.points.map((point) => row(card, point)),
    ...(wrong.length > 0 ? ['', '### Not true in it', '', ...wrong] : []),
  ].join('\n');
};

/** The pages as Markdown, for a comment or a file. */
export const gradeMarkdown = (cards: readonly Card[]): string => `${cards.map(page).join('\n\n')}\n`;
