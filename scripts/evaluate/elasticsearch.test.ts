import { openElasticsearch, toAddress } from './elasticsearch';

describe('ES_URL', () => {
  it('is taken apart', () =>
    expect(toAddress('https://elastic:p%40ss%25@es.corp.lan:9200/')).toEqual({
      node: 'https://es.corp.lan:9200',
      username: 'elastic',
      password: 'p@ss%',
    }));
  it.each([
    ['nonsense secret', 'ES_URL is no URL. Give for example http://127.0.0.1:9200.'],
    ['http://127.0.0.1:99999', 'ES_URL is no URL.'],
    ['localhost:9200', 'ES_URL must begin with http:// or https://.'],
    ['ftp://user:secret@127.0.0.1', 'ES_URL must begin with http:// or https://.'],
    ['http://user:secret%zz@127.0.0.1:9200', 'have a % that is no code such as %40: write it %25'],
    ['http://user:secret@127.0.0.1:9200/sub', 'a path below is not supported'],
    ['http://user:secret@127.0.0.1:9200/?pretty', 'a path below is not supported'],
  ])('is refused as %s, without a word of a password', (text, message) => {
    expect(() => toAddress(text)).toThrow(message);
    expect(() => toAddress(text)).toThrow(/^(?!.*secret)/);
  });

  const { ES_URL } = process.env;
  afterEach(() => {
    if (ES_URL === undefined) delete process.env.ES_URL;
    else process.env.ES_URL = ES_URL;
  });
  it('at which nothing answers is said with what to look at', async () => {
    process.env.ES_URL = 'http://user:secret@127.0.0.1:1';
    const opening = openElasticsearch(() => undefined);
    await expect(opening).rejects.toThrow(
      /^The Elasticsearch at http:\/\/127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\. Look whether it runs/,
    );
  });
});
