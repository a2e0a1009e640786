import { parseHtml } from './html_mode';

describe("Telegram's HTML mode", () => {
  it.each<[string, string, string]>([
    ['a tag that there is not', 'a<br>b', 'Unsupported start tag "br" at byte offset 1'],
    ['a bare less-than sign', '1 <2', 'Unclosed start tag at byte offset 2'],
    [
      'an address in angle brackets',
      '<guest@corp.lan>',
      'Unsupported start tag "guest@corp.lan" at byte offset 0',
    ],
    ['offsets are bytes', 'é😀<p>', 'Unsupported start tag "p" at byte offset 6'],
    ['a tag that stays open', '<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['an end without a start', 'x</b>', 'Unexpected end tag at byte offset 1'],
    ['crossed tags', '<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['an end tag that stays open', '<b>x</b', 'Unclosed end tag at byte offset 4'],
    [
      'an attribute without a value',
      '<b x>y</b>',
      'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 0',
    ],
    ['an attribute without a name', '<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    [
      'a span that is no spoiler',
      '<span>x</span>',
      'Tag "span" must have class "tg-spoiler" at byte offset 0',
    ],
  ])('refuses %s', (_name, html, words) => {
    expect(parseHtml(html)).toEqual({ ok: false, description: `can't parse entities: ${words}` });
  });

  it.each<[string, string, string]>([
    ['tags and the four named entities', '<b>A</b> &lt;&gt;&amp;&quot;', 'A <>&"'],
    ['numeric entities', '&#39;&#x2F;&#128512;', "'/😀"],
    ['entities that it does not know, as they are', '&apos;&nbsp; &#0;', '&apos;&nbsp; &#0;'],
    ['entities without their semicolon', '&lt1 &amp', '<1 &'],
    ['nested tags, in any case', '<B><code>x</CODE></b>', 'x'],
    ['a link', '<a href="https://x.example/?a=1&amp;b=2">x</a>', 'x'],
    ['a quotation that folds', '<blockquote expandable>x</blockquote>', 'x'],
  ])('reads %s', (_name, html, text) => {
    expect(parseHtml(html)).toMatchObject({ ok: true, text });
  });

  it('says what is marked, in UTF-16 units, and leaves out what marks nothing', () => {
    expect(parseHtml('😀<b>a<code>b</code></b><i></i>')).toMatchObject({
      entities: [
        { tag: 'code', offset: 3, length: 1 },
        { tag: 'b', offset: 2, length: 2 },
      ],
    });
  });
});
