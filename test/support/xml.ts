/** A strict reader of the XML that we write: one root, no declarations, only what XML 1.0 allows. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of its children. */
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string => {
  if (/[<>]/.test(text)) throw new Error(`a bare < or > in ${text}`);
  return text.replace(/&([a-z]*);?/g, (whole, name: string) => {
    const sign = entities[name];
    if (sign === undefined || whole !== `&${name};`) throw new Error(`${whole} is no entity`);
    return sign;
  });
};

const attributesOf = (text: string): Record<string, string> => {
  const found: Record<string, string> = {};
  const rest = text.replace(/\s+([a-zA-Z:-]+)="([^"<]*)"/g, (_, name: string, value: string) => {
    if (name in found) throw new Error(`${name} stands twice in ${text}`);
    found[name] = unescaped(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`no attributes: ${rest}`);
  return found;
};

/** XML 1.0 §2.2, production 2. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** All elements in the order in which they begin. @throws when it is not well-formed */
export const elementsOf = (xml: string): readonly Element[] => {
  const bad = notXml.exec(xml);
  if (bad) throw new Error(`U+${bad[0].codePointAt(0)?.toString(16)} is no character of XML`);
  const all: Element[] = [];
  const open: Element[] = [];
  const pieces = xml.trim().matchAll(/<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|</g);
  for (const [whole, closes, name, attributes = '', isEmpty, text] of pieces) {
    const current = open.at(-1);
    if (all.length > 0 && !current) throw new Error(`${whole} stands behind the root`);
    if (text !== undefined) {
      if (!current) throw new Error(`${text} stands before the root`);
      current.text += unescaped(text);
    } else if (name === undefined) throw new Error('a bare <');
    else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes what is not open`);
    } else {
      const element = { name, attributes: attributesOf(attributes), text: '' };
      all.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return all;
};
