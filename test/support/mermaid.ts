/**
 * The statements of a flowchart that we write, each on a line of its own, after the grammar of Mermaid
 * (packages/mermaid/src/diagrams/flowchart/parser/flow.jison).
 */

interface Statement {
  readonly kind: string;
  readonly text: string;
}

const quoted = String.raw`"(?:[A-Za-z0-9 ,./:()#;-]|<br/>)*"`;

const kinds: Readonly<Record<string, RegExp>> = {
  flowchart: /^flowchart TB$/,
  comment: /^%% [^{}%]+$/,
  title: /^accTitle: [^"<>{}%\n]+$/,
  description: /^accDescr: [^"<>{}%\n]+$/,
  node: new RegExp(String.raw`^[a-z]+(?:\[${quoted}\]|\(\[${quoted}\]\)|\[\(${quoted}\)\])$`),
  subgraph: new RegExp(String.raw`^subgraph [a-z]+\[${quoted}\]$`),
  end: /^end$/,
  link: new RegExp(String.raw`^[a-z]+ (?:-->|-\.->)\|${quoted}\| [a-z]+$`),
  style: /^style [a-z]+ stroke:#[0-9a-f]{6},stroke-width:2px(?:,stroke-dasharray:5 5)?$/,
};

/** What Mermaid reads in a line whatever is quoted there, and what its Markdown makes of a text. */
const traps =
  /direction\s+(?:TB|BT|RL|LR)|(?<!^)style.*:\S*#.*;|classDef|www\.|:\/\/|fa:fa-|"(?:[-+] |\d+[.)])|<br\/>(?:[-+] |\d+[.)])|#(?!\d+;|[0-9a-f]{6},)/i;

export const linesOf = (chart: string): readonly Statement[] =>
  chart
    .trimEnd()
    .split('\n')
    .map((line) => line.trim())
    .map((text) => ({
      text,
      kind: traps.test(text)
        ? 'unknown'
        : (Object.entries(kinds).find(([, form]) => form.test(text))?.[0] ?? 'unknown'),
    }));
