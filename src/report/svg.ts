import type { Reporter } from './parts/reporter.ts';
import { headOf, heading, legend, outcome, told } from './parts/stack-words.ts';
import { stackOf, type Arrow, type Box, type Stack } from './parts/stack.ts';
import { colours, escaped, fitted, frame, lettering, line, strokes, upright } from './parts/svg.ts';

/** One column of boxes, as wide as a small telephone: what is drawn for 400 units is read at 360 pixels, too. */
const [whole, left, right, inset, aside] = [400, 14, 386, 10, 72];

/** Where the arrows go down: plain HTTP past TLS, HTTPS through it. */
const rails = { plain: 24, secure: 48, question: 86, answer: 102 } as const;

/** A part of the picture, and where the next one begins. */
interface Drawn {
  readonly parts: readonly string[];
  readonly end: number;
}

const words = (box: Box, x: number, top: number): Drawn => {
  const says = fitted([box.says], right - inset - x);
  return {
    parts: [
      ...lettering(x, top, [headOf(box)], { bold: true, fill: strokes[box.status] }),
      ...lettering(x, top + line, says),
    ],
    end: top + (1 + says.length) * line,
  };
};

const boxed = (box: Box, x: number, top: number, radius = 4): Drawn => {
  const inner = words(box, x + inset, top + 5);
  const height = inner.end + 7 - top;
  const { seen, status } = box;
  const edge = frame({
    x,
    y: top,
    width: right - x,
    height,
    radius,
    seen,
    fill: '#ffffff',
    stroke: strokes[status],
  });
  return { parts: [edge, ...inner.parts], end: top + height };
};

/** What travels, beside its arrow; what was not seen is fainter, and says so. */
const beside = (arrows: readonly Arrow[], x: number, top: number): Drawn => {
  let end = top + 6;
  const parts = arrows.flatMap(({ says, seen }) => {
    const lines = fitted(says, right - x);
    const drawn = lettering(x, end, lines, { fill: seen ? colours.ink : colours.faint });
    end += lines.length * line;
    return drawn;
  });
  return { parts, end: end + 10 };
};

/** Browser, DNS beside the way, and TLS on it. */
const outside = (
  { boxes, arrows }: Stack,
  top: number,
): Drawn & { readonly from: number; readonly tls: number } => {
  const user = boxed(boxes.user, left, top);
  const asked = beside([arrows.question, arrows.answer], 114, user.end);
  const dns = boxed(boxes.dns, aside, asked.end);
  const connected = beside([arrows.plain, arrows.secure], 60, dns.end);
  const tls = boxed(boxes.tls, 36, connected.end, 14);
  const inTls = beside([arrows.insideTls], 60, tls.end);
  return {
    from: user.end,
    tls: tls.end,
    end: inTls.end,
    parts: [
      ...[user, asked, dns, connected, tls, inTls].flatMap(({ parts }) => parts),
      ...upright(rails.question, user.end, asked.end, arrows.question.seen),
      ...upright(rails.answer, asked.end, user.end, arrows.answer.seen),
      ...upright(rails.secure, user.end, connected.end, arrows.secure.seen),
    ],
  };
};

/** The programs and the files of the machine, one below the other. */
const inside = ({ boxes, arrows }: Stack, top: number): Drawn => {
  const web = boxed(boxes.web, left, top);
  const handed = beside([arrows.handsOn], 60, web.end);
  const app = boxed(boxes.app, left, handed.end);
  const runs = beside([arrows.runs], 114, app.end);
  const code = boxed(boxes.code, aside, runs.end);
  const sql = beside([arrows.sql], 60, code.end);
  const db = boxed(boxes.db, left, sql.end);
  return {
    end: db.end,
    parts: [
      ...[web, handed, app, runs, code, sql, db].flatMap(({ parts }) => parts),
      ...upright(36, web.end, handed.end, arrows.handsOn.seen),
      ...upright(rails.answer, app.end, runs.end, arrows.runs.seen),
      ...upright(36, app.end, sql.end, arrows.sql.seen),
    ],
  };
};

/** The machine is a box around all that runs on it, and not one in a row with them. */
const machine = (stack: Stack, top: number): Drawn & { readonly web: number } => {
  const { server } = stack.boxes;
  const head = words(server, 60, top + 6);
  const held = inside(stack, head.end + 14);
  const size = { x: 5, y: top, width: whole - 10, height: held.end + 10 - top };
  const edge = frame({
    ...size,
    radius: 8,
    fill: '#f4f6f8',
    stroke: strokes[server.status],
    seen: server.seen,
  });
  return { parts: [edge, ...head.parts, ...held.parts], end: held.end + 10, web: head.end + 14 };
};

const svg: Reporter = (report) => {
  const stack = stackOf(report);
  const [title, ...looked] = heading(report);
  const [name, at] = [fitted([title], right - left), fitted(looked, right - left)];
  const front = outside(stack, 12 + (name.length + at.length) * line + 8);
  const server = machine(stack, front.end);
  const notes = fitted([...outcome(report), ...legend(stack)], right - left);
  const height = server.end + 8 + notes.length * line + 12;
  const { plain, insideTls } = stack.arrows;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${height}" width="${whole}" height="${height}" role="img" aria-labelledby="stack-title" aria-describedby="stack-desc" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="12">`,
    `<title id="stack-title">${escaped(`The stack of ${title}, as it was seen`)}</title>`,
    `<desc id="stack-desc">${escaped(told(report, stack))}</desc>`,
    `<rect x="0.5" y="0.5" width="${whole - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#8a8f94"/>`,
    ...lettering(left, 12, name, { bold: true }),
    ...lettering(left, 12 + name.length * line, at, { fill: colours.faint }),
    ...front.parts,
    ...server.parts,
    ...upright(rails.plain, front.from, server.web, plain.seen),
    ...upright(rails.secure, front.tls, server.web, insideTls.seen),
    ...lettering(left, server.end + 8, notes),
    '</svg>',
    '',
  ].join('\n');
};

export default svg;
