import width from 'fast-string-width';
import { Lexer, type Token, type Tokens } from 'marked';
import { harmless } from '../model/harmless.ts';
import { wrapped } from '../model/lines.ts';
import { noInk, type Screen } from '../model/screen.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const longestLine = 80;

const asciiFor: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '→': '->',
  '▶': '>',
  '─': '-',
  '│': '|',
  '•': '*',
  '·': '-',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '✓': 'ok',
  '✗': 'x',
};

/** The text in the characters that this screen can show. */
export const speakable = (text: string, { unicode }: Pick<Screen, 'unicode'>): string =>
  unicode
    ? text
    : text
        .normalize('NFKD')
        .replace(/\p{Mark}/gu, '')
        // eslint-disable-next-line no-control-regex -- ink is escapes, and stays
        .replace(/[^\n\t -~\u001b]/gu, (character) => asciiFor[character] ?? '?');

/** How wide text may be here. */
export const measure = (screen: Screen): number => Math.min(screen.columns, longestLine);

const code = (text: string, screen: Screen): string => {
  const painted = screen.ink.code(text);
  return painted === text ? `\`${text}\`` : painted;
};

const innerOf = (token: Token): readonly Token[] | undefined =>
  'tokens' in token ? token.tokens : undefined;

const textOf = (token: Token): string =>
  'text' in token && typeof token.text === 'string' ? token.text : token.raw;

const link = ({ href, text, tokens }: Tokens.Link, screen: Screen): string => {
  const shown = inline(tokens, screen);
  return href.includes(text) || !/^https?:/.test(href) ? shown : `${shown} (${href})`;
};

const inlineOne = (token: Token, screen: Screen): string => {
  if (token.type === 'strong') return screen.ink.bold(inline(token.tokens, screen));
  if (token.type === 'codespan') return code(harmless(textOf(token)), screen);
  if (token.type === 'link') return link(token as Tokens.Link, screen);
  if (token.type === 'br') return '\n';
  const inner = innerOf(token);
  return inner ? inline(inner, screen) : harmless(textOf(token).replace(/\s*\n\s*/g, ' '));
};

const inline = (tokens: readonly Token[] | undefined, screen: Screen): string =>
  (tokens ?? []).map((token) => inlineOne(token, screen)).join('');

const bullet = (list: Tokens.List, index: number, screen: Screen): string => {
  if (list.ordered) return `${(list.start || 1) + index}. `;
  return screen.unicode ? '• ' : '* ';
};

const indented = (lines: readonly string[], first: string): string[] =>
  lines.map((line, index) => `${index === 0 ? first : ' '.repeat(width(first))}${line}`);

const listLines = (list: Tokens.List, screen: Screen, columns: number): string[] =>
  list.items.flatMap((item, index) => {
    const mark = bullet(list, index, screen);
    return indented(blocks(item.tokens, screen, columns - width(mark)).flat(), mark);
  });

/** Code keeps its lines; one that is too long goes on in the next line, indented deeper. */
const codeLines = (text: string, screen: Screen, columns: number): string[] => {
  const indent = columns > 30 ? '  ' : '';
  return text.split('\n').flatMap((raw) => {
    const line = harmless(raw.replace(/\t/g, '    '));
    const first = `${indent}${/^ */.exec(line)?.[0] ?? ''}`.slice(0, columns >> 1);
    return wrapped(screen.ink.code(line.trim()), columns, first, `${first}  `.slice(0, columns >> 1));
  });
};

const aligned = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ');
  return rows.map((row) => line(row).trimEnd());
};

/** A table where it fits; where it does not, each row as lines of its own. */
const tableLines = (table: Tokens.Table, screen: Screen, columns: number): string[] => {
  const cells = (row: readonly Tokens.TableCell[]): string[] =>
    row.map((cell) => inline(cell.tokens, screen));
  const head = cells(table.header);
  const rows = table.rows.map(cells);
  const lines = aligned([head.map((cell) => screen.ink.bold(cell)), ...rows]);
  if (lines.every((line) => width(line) <= columns)) return lines;
  if (head.length === 2)
    return rows.flatMap(([name, cell]) => wrapped(`${name}: ${cell}`, columns, '', '  '));
  return rows.flatMap(([name = '', ...others]) => [
    ...wrapped(screen.ink.bold(name), columns),
    ...others.flatMap((cell, column) => wrapped(`${head[column + 1] ?? ''}: ${cell}`, columns, '  ', '    ')),
  ]);
};

const block = (token: Token, screen: Screen, columns: number): string[] => {
  if (token.type === 'list') return listLines(token as Tokens.List, screen, columns);
  if (token.type === 'code') return codeLines(textOf(token), screen, columns);
  if (token.type === 'table') return tableLines(token as Tokens.Table, screen, columns);
  if (token.type === 'heading') return wrapped(screen.ink.bold(inline(innerOf(token), screen)), columns);
  if (token.type === 'blockquote')
    return indented(blocks(innerOf(token) ?? [], screen, columns - 2).flat(), '  ');
  return wrapped(inlineOne(token, screen), columns);
};

const blocks = (tokens: readonly Token[], screen: Screen, columns: number): string[][] =>
  tokens
    .filter(({ type }) => type !== 'space' && type !== 'def' && type !== 'hr')
    .map((token) => block(token, screen, columns));

/** Markdown as text for this screen: no line is wider than it, and without colour nothing is lost. */
export const renderProse = (markdown: string, screen: Screen, columns = measure(screen)): string => {
  const tokens = new Lexer({ gfm: true }).lex(speakable(markdown, screen));
  return blocks(tokens, screen, columns)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

/** A command to copy: where it has to go on in a second line, the shell is told so. */
export const renderCommand = (run: string, screen: Screen): string => {
  const text = speakable(run.trim(), screen);
  const room = measure(screen) - 2;
  const lines = width(text) <= room ? [text] : wrapped(text, room - 4);
  const shown = lines.map((line, index) => `${line}${index < lines.length - 1 ? ' \\' : ''}`);
  return shown.map((line, index) => `${index === 0 ? '  ' : '    '}${screen.ink.code(line)}`).join('\n');
};

/** One sentence or two with code and bold in them, without paragraphs. */
export const renderLine = (markdown: string, screen: Screen): string =>
  inline(Lexer.lexInline(speakable(markdown, screen)), screen);

/** The same without any mark: for prompts and other places that paint for themselves. */
export const bareLine = (markdown: string, screen: Screen): string =>
  renderLine(markdown, { ...screen, ink: noInk });
