import { hops, type Hop } from '../model/hops.ts';
import type { Reporter } from './parts/reporter.ts';
import { headOf, heading, legend, outcome, told } from './parts/stack-words.ts';
import { stackOf, type Arrow, type Box } from './parts/stack.ts';
import { strokes } from './parts/svg.ts';

/**
 * A flowchart of Mermaid (mermaid.js.org, "Flowcharts - Basic Syntax"), as GitHub draws it from a block `mermaid`.
 *
 * Its quoted texts end at a quote, are read as Markdown and then as HTML, and some of its rules match a whole line
 * whatever is quoted in it (`direction LR`, `style …:#…;`). So all but plain signs are written by their number (`#35;`),
 * and what is left is kept from looking like a link (`www.`), a list (`1. `, `- `), an icon or such a rule.
 */
const byNumber = (sign: string): string => `#${sign.codePointAt(0) ?? 0};`;

const first = (word: string): string => `${byNumber(word.charAt(0))}${word.slice(1)}`;

const text = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/[^A-Za-z0-9 ,./:()-]/gu, byNumber)
    .replace(/(?<![A-Za-z0-9])[-.]|:(?=\/|fa)|(?<=^\d{1,9})[.)]|(?<=www)\./gi, byNumber)
    .replace(/style|classdef|direction/gi, first);

const label = (...lines: readonly string[]): string => `"${lines.map(text).join('<br/>')}"`;

const shapes: Readonly<Partial<Record<Hop, readonly [string, string]>>> = {
  // It is no part of its own: a property of the way.
  tls: ['([', '])'],
  db: ['[(', ')]'],
};

const node = (box: Box): string => {
  const [open, close] = shapes[box.hop] ?? ['[', ']'];
  return `${box.hop}${open}${label(headOf(box), box.says)}${close}`;
};

const link = ({ from, to, says, seen }: Arrow): string =>
  `${from} ${seen ? '-->' : '-.->'}|${label(...says)}| ${to}`;

const style = ({ hop, status, seen }: Box): string =>
  `style ${hop} stroke:${strokes[status]},stroke-width:2px${seen ? '' : ',stroke-dasharray:5 5'}`;

const mermaid: Reporter = (report) => {
  const stack = stackOf(report);
  const { user, dns, tls, server, web, app, code, db } = stack.boxes;
  const [title, ...looked] = heading(report);
  const { name, version } = report.tool;
  return [
    'flowchart TB',
    `%% ${text(`${name} ${version}, ${report.takenAt.toISOString()}`)}`,
    `accTitle: ${text(title)}`,
    `accDescr: ${text(told(report, stack))}`,
    ...[user, dns, tls].map(node),
    `subgraph server[${label(`${headOf(server)}. ${server.says}`)}]`,
    ...[web, app, code, db].map((box) => `  ${node(box)}`),
    'end',
    ...Object.values(stack.arrows).map(link),
    `legend[${label(title, ...looked, ...outcome(report), ...legend(stack))}]`,
    ...hops.map((hop) => style(stack.boxes[hop])),
  ]
    .map((line, at) => (at === 0 ? `${line}\n` : `  ${line}\n`))
    .join('');
};

export default mermaid;
