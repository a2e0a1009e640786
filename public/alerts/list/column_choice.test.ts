import { COLUMNS, readColumns, rememberColumns, toggled, USUAL_COLUMNS } from './column_choice';

const storing = (text: string | null) => ({ getItem: () => text, setItem: () => undefined });
const BROKEN = {
  getItem: () => {
    throw new Error('no storage');
  },
  setItem: () => {
    throw new Error('full');
  },
};

describe('the columns of the table', () => {
  it('are remembered', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    };
    rememberColumns(storage, ['attacked', 'hosts']);
    expect(readColumns(storage)).toEqual(['attacked', 'hosts']);
  });

  it.each<[string, string | null]>([
    ['nothing', null],
    ['no JSON', '{'],
    ['no list', '{"a":1}'],
  ])('are the usual ones where %s is stored', (_what, text) =>
    expect(readColumns(storing(text))).toEqual(USUAL_COLUMNS),
  );

  it('are those that there are, in their order, of what somebody else stored', () =>
    expect(readColumns(storing('["what","colour",5,"time"]'))).toEqual(['time', 'attacked', 'what']));

  it('are the usual ones where the browser keeps nothing, and choosing does no harm', () => {
    expect(readColumns(BROKEN)).toEqual(USUAL_COLUMNS);
    expect(() => rememberColumns(BROKEN, COLUMNS)).not.toThrow();
  });

  it('come and go one by one; the one that opens the alert stays', () => {
    expect(toggled(['attacked', 'what'], 'time')).toEqual(['time', 'attacked', 'what']);
    expect(toggled(['time', 'attacked'], 'time')).toEqual(['attacked']);
    expect(toggled(['attacked'], 'attacked')).toEqual(['attacked']);
  });
});
