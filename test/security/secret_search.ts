/** Something that was looked at: an answer, a document, a page, a log, a file. */
export interface Place {
  kind: string;
  name: string;
  text: string;
}

export interface Secret {
  name: string;
  value: string;
}

export interface Find {
  secret: string;
  form: string;
  place: string;
}

type Form = [name: string, text: string];

/**
 * The ways in which a secret can stand in a text. Inside a longer text that is base64 as a whole, it looks in one of
 * three ways, by where it begins; the letters at both ends, which its neighbours have a part in, are left out.
 */
export function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => insideBase64(bytes, offset));
  return [
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ...base64.map((text, offset): Form => [`base64, ${offset} behind`, text]),
    ...base64.map((text, offset): Form => [`base64url, ${offset} behind`, base64url(text)]),
    ['hex', bytes.toString('hex')],
    ['UTF-16', bytes.toString('latin1').split('').join('\u0000')],
  ];
}

function insideBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const partial = (offset + bytes.length) % 3 !== 0;
  return text.slice(Math.ceil((offset * 4) / 3), partial ? -1 : undefined);
}

const base64url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');

/** Every secret in every form in every place. */
export function findSecrets(secrets: Secret[], places: Place[]): Find[] {
  const wanted = secrets.flatMap(({ name, value }) =>
    formsOf(value).map(([form, text]) => ({ secret: name, form, text: text.toLowerCase() })),
  );
  return places.flatMap(({ kind, name, text }) => {
    const lower = text.toLowerCase();
    return wanted
      .filter((form) => lower.includes(form.text))
      .map(({ secret, form }) => ({ secret, form, place: `${kind}: ${name}` }));
  });
}
