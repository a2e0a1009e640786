import { i18n } from '@kbn/i18n';
import type { Severity } from '../../../common/rules/rules';
import { chartRows } from './chart';
import type { Fact, MailContent } from './content';
import { escaped, inert } from './escape';

declare const safe: unique symbol;
/** HTML in which every text is escaped. Only `toHtml` makes it. */
export type MailHtml = string & { readonly [safe]: true };

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";
const INK = '#1a1c21';
const QUIET = '#69707d';
const LINE = '#d3dae6';
/** Dark enough for white text on them. */
const HEADS: Record<Severity, string> = {
  low: '#3e6b5b',
  medium: '#7a5b00',
  high: '#a8480f',
  critical: '#a3172b',
};
const CALM = '#34567a';

/**
 * The mail as HTML that Outlook and phones show alike: tables, styles on each element, one column, nothing that is
 * fetched from anywhere.
 */
export function toHtml(content: MailContent): MailHtml {
  const head = content.severity === null ? CALM : HEADS[content.severity];
  const rows = [
    row(
      `<h1 style="margin:0;font-size:20px;line-height:26px;color:#ffffff">${inert(content.title)}</h1>`,
      head,
    ),
    ...content.lines.map((line) => row(paragraph(line))),
    content.facts.length > 0 ? row(factTable(content.facts)) : '',
    content.pace && content.pace.counts.length > 0 ? row(chartRows(content.pace, head)) : '',
    content.link ? row(button(content.link, head)) : '',
    row(`<p style="margin:0;font-size:12px;line-height:18px;color:${QUIET}">${escaped(content.footer)}</p>`),
  ];
  return [
    '<!DOCTYPE html>',
    `<html lang="${escaped(i18n.getLocale?.() ?? 'en')}">`,
    '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">',
    `<title>${escaped(content.subject)}</title></head>`,
    `<body style="margin:0;padding:0;background-color:#f5f7fa" bgcolor="#f5f7fa">`,
    `<div style="display:none;max-height:0;overflow:hidden">${escaped(content.preview)}</div>`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:12px">',
    `<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;background-color:#ffffff;border:1px solid ${LINE};${FONT};color:${INK}">`,
    ...rows.filter((one) => one !== ''),
    '</table></td></tr></table></body></html>',
  ].join('\n') as MailHtml;
}

const row = (inner: string, background = '#ffffff') =>
  `<tr><td bgcolor="${background}" style="padding:12px 16px;background-color:${background}">${inner}</td></tr>`;

const paragraph = (line: string) => `<p style="margin:0;font-size:15px;line-height:22px">${inert(line)}</p>`;

const factTable = (facts: readonly Fact[]) =>
  [
    '<table width="100%" cellpadding="0" cellspacing="0" border="0">',
    ...facts.map(
      ({ label, value }) =>
        `<tr><th align="left" valign="top" scope="row" style="padding:4px 12px 4px 0;font-size:13px;line-height:20px;font-weight:normal;color:${QUIET};white-space:nowrap">${escaped(label)}</th>` +
        `<td valign="top" style="padding:4px 0;font-size:15px;line-height:20px;word-break:break-word">${inert(value)}</td></tr>`,
    ),
    '</table>',
  ].join('\n');

const button = ({ words, url }: { words: string; url: string }, colour: string) =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${colour}" style="border-radius:4px">` +
  `<a href="${escaped(url)}" style="display:inline-block;padding:10px 18px;font-size:15px;line-height:20px;color:#ffffff;text-decoration:none">${escaped(words)}</a></td></tr></table>`;
