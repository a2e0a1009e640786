/**
 * Telegram's HTML mode as tdlib reads it (MessageEntity.cpp, parse_html and decode_html_entity): which tags there are,
 * how they nest, which entities are decoded, and the words and byte offset of each refusal.
 */
const TAGS = new Set(
  'a b strong i em u ins s strike del code pre blockquote span tg-spoiler tg-emoji tg-time'.split(' '),
);
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const ENTITY = /&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]+));?/y;
const ATTRIBUTE = /([^\s=>]+)\s*(?:=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?/y;
/** What tdlib takes for a blank: fewer characters than `\s`. */
const BLANKS = ' \t\r\n\v\0';

export interface Entity {
  tag: string;
  /** Position and length in the text without markup, in UTF-16 units. */
  offset: number;
  length: number;
}
export type Parsed = { ok: true; text: string; entities: Entity[] } | { ok: false; description: string };

interface OpenTag {
  name: string;
  offset: number;
}

class Refusal extends Error {}

/** The text without markup and what was marked in it, or the refusal in Telegram's words after `Bad Request: `. */
export function parseHtml(html: string): Parsed {
  try {
    return { ok: true, ...read(html) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, description: `can't parse entities: ${error.message}` };
  }
}

function read(html: string): { text: string; entities: Entity[] } {
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const char = html.charAt(at);
    if (char === '<') {
      at =
        html.charAt(at + 1) === '/'
          ? readEnd(html, at, open, entities, text)
          : readStart(html, at, open, text);
    } else {
      const decoded = char === '&' ? decodeEntity(html, at) : undefined;
      text += decoded?.text ?? char;
      at += decoded?.length ?? 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new Refusal(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities };
}

/** Reads `<name attributes>` at `start`; returns where the text goes on. */
function readStart(html: string, start: number, open: OpenTag[], text: string): number {
  const where = `at byte offset ${byteOffset(html, start)}`;
  let at = endOfName(html, start + 1);
  if (at >= html.length) throw new Refusal(`Unclosed start tag ${where}`);
  const tag = html.slice(start + 1, at).toLowerCase();
  if (!TAGS.has(tag)) throw new Refusal(`Unsupported start tag "${tag}" ${where}`);
  const attributes = new Map<string, string>();
  for (at = skipBlanks(html, at); html.charAt(at) !== '>'; at = skipBlanks(html, at)) {
    at = readAttribute(html, at, tag, attributes, where);
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw new Refusal(`Tag "span" must have class "tg-spoiler" ${where}`);
  }
  open.push({ name: tag, offset: text.length });
  return at + 1;
}

function readAttribute(
  html: string,
  at: number,
  tag: string,
  attributes: Map<string, string>,
  where: string,
): number {
  if (at >= html.length) throw new Refusal(`Unclosed start tag ${where}`);
  ATTRIBUTE.lastIndex = at;
  const match = ATTRIBUTE.exec(html);
  if (!match) throw new Refusal(`Empty attribute name in the tag "${tag}" ${where}`);
  const [all, name = '', value] = match;
  if (value === undefined && !(tag === 'blockquote' && name === 'expandable')) {
    throw new Refusal(`Expected equal sign in declaration of an attribute of the tag "${tag}" ${where}`);
  }
  attributes.set(name, (value ?? '').replace(/^["']|["']$/g, ''));
  return at + all.length;
}

/** Reads `</name>` at `start`; returns where the text goes on. */
function readEnd(html: string, start: number, open: OpenTag[], entities: Entity[], text: string): number {
  const where = `at byte offset ${byteOffset(html, start)}`;
  const last = open.pop();
  if (!last) throw new Refusal(`Unexpected end tag ${where}`);
  const end = endOfName(html, start + 2);
  const at = skipBlanks(html, end);
  if (html.charAt(at) !== '>') throw new Refusal(`Unclosed end tag ${where}`);
  const tag = html.slice(start + 2, end).toLowerCase();
  if (tag !== '' && tag !== last.name) {
    throw new Refusal(`Unmatched end tag ${where}, expected "</${last.name}>", found "</${tag}>"`);
  }
  // Telegram drops what marks nothing.
  if (text.length > last.offset) {
    entities.push({ tag: last.name, offset: last.offset, length: text.length - last.offset });
  }
  return at + 1;
}

/** What an entity stands for and how long it is; undefined where Telegram shows it as it is. */
function decodeEntity(html: string, at: number): { text: string; length: number } | undefined {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(html);
  if (!match) return undefined;
  const [all, hex, decimal, name] = match;
  if (name !== undefined) {
    const text = NAMED[name];
    return text === undefined ? undefined : { text, length: all.length };
  }
  const point = hex === undefined ? parseInt(decimal ?? '', 10) : parseInt(hex, 16);
  const digitsEnd = all.endsWith(';') ? all.length - 1 : all.length;
  if (!(point > 0 && point < 0x10ffff) || digitsEnd >= 10) return undefined;
  return { text: String.fromCodePoint(point), length: all.length };
}

function endOfName(html: string, from: number): number {
  let at = from;
  while (at < html.length && html.charAt(at) !== '>' && !BLANKS.includes(html.charAt(at))) at += 1;
  return at;
}

function skipBlanks(html: string, from: number): number {
  let at = from;
  while (at < html.length && BLANKS.includes(html.charAt(at))) at += 1;
  return at;
}

function byteOffset(html: string, at: number): number {
  return Buffer.byteLength(html.slice(0, at), 'utf8');
}
